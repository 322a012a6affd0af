"""Addresses of a child's particulars."""

from django.urls import path

from goldenthread.people.add_carer import views as add_carer
from goldenthread.people.amend import views as amend
from goldenthread.people.amend_carer import views as amend_carer

app_name = "people"
urlpatterns = [
    path("<uuid:child_id>/amend/", amend.amend, name="amend"),
    path("carers/<uuid:carer_id>/amend/", amend_carer.amend_carer, name="amend_carer"),
    path("<uuid:child_id>/add-carer/", add_carer.add_carer, name="add_carer"),
]
