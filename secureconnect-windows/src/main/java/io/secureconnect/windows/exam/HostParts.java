package io.secureconnect.windows.exam;

import io.secureconnect.spi.MachineStore;
import io.secureconnect.windows.audit.AuditSubcategory;
import io.secureconnect.windows.audit.WindowsAudit;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.engine.IpInterfaces;
import io.secureconnect.windows.jna.Fwpuclnt;
import io.secureconnect.windows.jna.Iphlpapi;
import io.secureconnect.windows.store.WindowsStoreProvider;
import io.secureconnect.windows.system.ServiceState;
import io.secureconnect.windows.system.WindowsServices;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What of a host is looked at.
 *
 * @param engine its filter engine
 * @param missing functions of {@code fwpuclnt} that this Windows does not have
 * @param services by name
 * @param unaudited subcategories of which nothing is noted
 */
record HostParts(
        FilterEngine.Source engine,
        Supplier<List<String>> missing,
        Function<String, ServiceState> services,
        Supplier<List<AuditSubcategory>> unaudited,
        IpInterfaces interfaces,
        Supplier<MachineStore> store) {
    /** Those of this Windows; nothing is loaded before it is asked. */
    static HostParts ofThisHost() {
        Fwpuclnt fwpuclnt = Fwpuclnt.ofThisHost();
        return new HostParts(
                fwpuclnt,
                fwpuclnt::missing,
                service -> new WindowsServices().state(service),
                () -> WindowsAudit.ofThisHost().off(),
                Iphlpapi.ofThisHost(),
                () -> new WindowsStoreProvider().open());
    }
}
