"""Addresses of a request for advice: asking is done on the council's request, the rest on the service asked."""

from django.urls import path

from goldenthread.advice.acknowledge import views as acknowledge
from goldenthread.advice.answer import views as answer
from goldenthread.advice.answer_referral import views as answer_referral
from goldenthread.advice.bring_back import views as bring_back
from goldenthread.advice.by_link.bring import views as bring
from goldenthread.advice.by_link.claim import views as claim
from goldenthread.advice.by_link.enter import views as enter
from goldenthread.advice.by_link.look import views as look
from goldenthread.advice.by_link.say import views as say
from goldenthread.advice.by_link.take import views as take
from goldenthread.advice.by_link.write import views as write
from goldenthread.advice.chase import views as chase
from goldenthread.advice.decide import views as decide
from goldenthread.advice.excuse import views as excuse
from goldenthread.advice.explain import views as explain
from goldenthread.advice.hand_in import views as hand_in
from goldenthread.advice.hand_out import views as hand_out
from goldenthread.advice.invite_answer import views as invite_answer
from goldenthread.advice.record import views as record
from goldenthread.advice.refer import views as refer
from goldenthread.advice.request_decision import views as request_decision
from goldenthread.advice.revoke_answer import views as revoke_answer
from goldenthread.advice.route import views as route
from goldenthread.advice.seek import views as seek
from goldenthread.advice.send_list import views as send_list
from goldenthread.advice.take_back import views as take_back
from goldenthread.advice.unfile import views as unfile
from goldenthread.advice.withdraw import views as withdraw

app_name = "advice"
urlpatterns = [
    path("<uuid:request_id>/seek/", seek.seek, name="seek"),
    path("<uuid:advice_id>/acknowledge/", acknowledge.acknowledge, name="acknowledge"),
    path("<uuid:advice_id>/chase/", chase.chase, name="chase"),
    path("<uuid:advice_id>/answer/", answer.answer, name="answer"),
    path("<uuid:advice_id>/hand-in/", hand_in.hand_in, name="hand_in"),
    path("<uuid:advice_id>/record/", record.record, name="record"),
    path("<uuid:advice_id>/excuse/", excuse.excuse, name="excuse"),
    path("<uuid:advice_id>/explain/", explain.explain, name="explain"),
    path("<uuid:advice_id>/withdraw/", withdraw.withdraw, name="withdraw"),
    path("<uuid:advice_id>/route/", route.route, name="route"),
    path("<uuid:advice_id>/refer/", refer.refer, name="refer"),
    path("<uuid:advice_id>/request-decision/", request_decision.request_decision, name="request_decision"),
    path("<uuid:advice_id>/decide/", decide.decide, name="decide"),
    path("<uuid:advice_id>/link/", invite_answer.invite_answer, name="invite_answer"),
    path("<uuid:advice_id>/link/take-back/", revoke_answer.revoke_answer, name="revoke_answer"),
    path("link/<slug:token>/", enter.open_link, name="open_link"),
    path("by-link/", write.by_link, name="by_link"),
    path("by-link/code/", enter.code, name="by_link_code"),
    path("by-link/document/", bring.by_link_document, name="by_link_document"),
    path("by-link/not-known/", say.by_link_not_known, name="by_link_not_known"),
    path("by-link/exemption/", claim.by_link_exemption, name="by_link_exemption"),
    path("by-link/pack.pdf", take.by_link_pack, {"kind": "pdf"}, name="by_link_pack_pdf"),
    path("by-link/pack.docx", take.by_link_pack, {"kind": "docx"}, name="by_link_pack_docx"),
    path("by-link/advice/", look.by_link_advice, name="by_link_advice"),
    path("by-link/advice/<uuid:version_id>/", look.by_link_file, name="by_link_file"),
    path("by-link/done/", write.by_link_done, name="by_link_done"),
    path("referrals/<uuid:referral_id>/", answer_referral.answer_referral, name="answer_referral"),
    path("mail/<uuid:mail_id>/take-off/", unfile.unfile, name="unfile"),
    path("lists/", bring_back.bring_back, name="bring_back"),
    path("lists/<uuid:list_id>/", take_back.take_back, name="take_back"),
    path("lists/of/<uuid:service_id>.xlsx", hand_out.hand_out, name="hand_out"),
    path("lists/of/<uuid:service_id>/send/", send_list.send_list, name="send_list"),
]
