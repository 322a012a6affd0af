"""Addresses of a child's particulars."""

from django.urls import path

from goldenthread.people.add_carer import views as add_carer
from goldenthread.people.amend import views as amend

app_name = "people"
urlpatterns = [
    path("<uuid:child_id>/amend/", amend.amend, name="amend"),
    path("<uuid:child_id>/add-carer/", add_carer.add_carer, name="add_carer"),
]
