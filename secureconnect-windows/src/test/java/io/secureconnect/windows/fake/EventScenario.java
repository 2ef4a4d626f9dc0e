package io.secureconnect.windows.fake;

import static io.secureconnect.windows.fake.Values.guid;

import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.engine.Subscription;
import io.secureconnect.windows.wfp.FilterChange;
import io.secureconnect.windows.wfp.NetEvent;
import io.secureconnect.windows.wfp.SaContextChange;

/** What the filter engine tells of its own accord, on a foreign thread and on this one. {@code events.c} is the same in C. */
final class EventScenario {
    private EventScenario() {}

    static void run(FakeLibrary fake, FilterEngine engine) {
        engine.collectsNetEvents();
        Subscription events = engine.onNetEvents(event -> fake.show(NetEvent.STRUCT, event));
        Subscription sas = engine.onSaChanges(change -> fake.show(SaContextChange.STRUCT, change));
        Subscription filters = engine.onFilterChanges(change -> fake.show(FilterChange.STRUCT, change));
        fire(fake, true);
        fire(fake, false);
        events.close();
        sas.close();
        filters.close();
        fire(fake, true); // nobody hears of it
    }

    private static void fire(FakeLibrary fake, boolean foreign) {
        int called = fake.fireSamples(foreign)
                + fake.fireSaChange(SaContextChange.DELETE, 0x8000000000000001L, foreign)
                + fake.fireFilterChange(FilterChange.ADD, guid(0x10), 0x8000000000000002L, foreign);
        fake.note(called + " called");
    }
}
