"""Whoever carries a letter may tell that it arrived; where they should have and did not, somebody asks."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("post", "0006_by_post")]

    operations = [
        migrations.AddField(
            model_name="message",
            name="delivered_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="message",
            name="news_by",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("news_by__isnull", False)), fields=["news_by"], name="letter_without_news"
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("delivered_on__isnull", True), ("news_by__isnull", True)),
                    ("state", "accepted"),
                    _connector="OR",
                ),
                name="news_is_of_a_letter_that_left",
            ),
        ),
    ]
