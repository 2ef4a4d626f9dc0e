#include "reference.h"

/* Shows the event without what the SDK does not read: who the parties belong to. */
static void CALLBACK on_net_event(void *context, const FWPM_NET_EVENT1 *event) {
    (void) context;
    FWPM_NET_EVENT1 read = *event;
    FWPM_NET_EVENT_IKEEXT_MM_FAILURE1 main_mode;
    FWPM_NET_EVENT_IKEEXT_EM_FAILURE1 extended_mode;
    if (event->type == FWPM_NET_EVENT_TYPE_IKEEXT_MM_FAILURE) {
        main_mode = *event->ikeMmFailure;
        main_mode.numLocalPrincipalGroupSids = main_mode.numRemotePrincipalGroupSids = 0;
        main_mode.localPrincipalGroupSids = main_mode.remotePrincipalGroupSids = NULL;
        read.ikeMmFailure = &main_mode;
    } else if (event->type == FWPM_NET_EVENT_TYPE_IKEEXT_EM_FAILURE) {
        extended_mode = *event->ikeEmFailure;
        extended_mode.numLocalPrincipalGroupSids = extended_mode.numRemotePrincipalGroupSids = 0;
        extended_mode.localPrincipalGroupSids = extended_mode.remotePrincipalGroupSids = NULL;
        read.ikeEmFailure = &extended_mode;
    }
    fake_show("FWPM_NET_EVENT1", &read);
}

static void CALLBACK on_sa_change(void *context, const IPSEC_SA_CONTEXT_CHANGE0 *change) {
    (void) context;
    fake_show("IPSEC_SA_CONTEXT_CHANGE0", change);
}

static void CALLBACK on_filter_change(void *context, const FWPM_FILTER_CHANGE0 *change) {
    (void) context;
    fake_show("FWPM_FILTER_CHANGE0", change);
}

static void fire(int foreign) {
    GUID filter = guid(0x10);
    int called = fake_fire_samples(foreign) + fake_fire_sa_change(2, 0x8000000000000001, foreign)
            + fake_fire_filter_change(FWPM_CHANGE_ADD, &filter, 0x8000000000000002, foreign);
    char note[32];
    sprintf(note, "%d called", called);
    fake_note(note);
}

void events(HANDLE engine) {
    FWP_VALUE0 *option;
    OK(FwpmEngineGetOption0(engine, FWPM_ENGINE_COLLECT_NET_EVENTS, &option));
    FwpmFreeMemory0((void **) &option);

    FWPM_NET_EVENT_SUBSCRIPTION0 net_events = {.flags = 0};
    IPSEC_SA_CONTEXT_SUBSCRIPTION0 sa_changes = {.flags = 3};
    FWPM_FILTER_SUBSCRIPTION0 filter_changes = {
            .flags = FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_ADD | FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_DELETE};
    HANDLE events, sas, filters;
    OK(FwpmNetEventSubscribe0(engine, &net_events, on_net_event, NULL, &events));
    OK(IPsecSaContextSubscribe0(engine, &sa_changes, on_sa_change, NULL, &sas));
    OK(FwpmFilterSubscribeChanges0(engine, &filter_changes, on_filter_change, NULL, &filters));
    fire(1);
    fire(0);
    OK(FwpmNetEventUnsubscribe0(engine, events));
    OK(IPsecSaContextUnsubscribe0(engine, sas));
    OK(FwpmFilterUnsubscribeChanges0(engine, filters));
    fire(1);
}
