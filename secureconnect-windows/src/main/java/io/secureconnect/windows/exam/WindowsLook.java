package io.secureconnect.windows.exam;

import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.spi.HostFinding;
import io.secureconnect.spi.HostFinding.Standing;
import io.secureconnect.spi.MachineStore;
import io.secureconnect.windows.audit.AuditSubcategory;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.engine.WfpError;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** One look at a host, thing by thing. What cannot be looked at is a finding, and keeps nothing else from being looked at. */
final class WindowsLook {
    private static final String IKEEXT = "IKEEXT";

    private final HostParts parts;
    private final List<HostFinding> findings = new ArrayList<>();

    WindowsLook(HostParts parts) {
        this.parts = parts;
    }

    List<HostFinding> findings(Collection<IpAddress> peers) {
        look("functions", "fwpuclnt", Standing.FAILED, this::functions);
        look("engine", "filter engine", Standing.FAILED, this::engine);
        ikeService();
        look("audit", "audit policy", Standing.NOTE, this::audit);
        look("store", "machine certificate store", Standing.WARNING, this::store);
        peers.forEach(peer -> look("mtu", peer.toString(), Standing.WARNING, () -> mtu(peer)));
        return List.copyOf(findings);
    }

    private void functions() {
        List<String> missing = parts.missing().get();
        missing.forEach(function -> add(
                Standing.FAILED,
                "functions",
                function,
                "fwpuclnt has it not; this needs" + " Windows 10 or Windows Server 2016"));
        if (missing.isEmpty()) {
            add(Standing.OK, "functions", "fwpuclnt", "has all functions that are called");
        }
    }

    private void engine() {
        try (FilterEngine engine = parts.engine().open(Session.named(DisplayData.of("SecureConnect doctor", ""), 0))) {
            engine.saContexts(); // an open session alone says nothing about rights
            add(Standing.OK, "engine", "filter engine", "this process may speak with it");
            boolean told = engine.collectsNetEvents();
            add(
                    told ? Standing.OK : Standing.WARNING,
                    "events",
                    "net events",
                    told
                            ? "are collected"
                            : "are not collected, so that nobody hears of dropped packets; an administrator may"
                                    + " switch them on: netsh wfp set options netevents=on");
        }
    }

    private void ikeService() {
        String text = switch (parts.services().apply(IKEEXT)) {
            case RUNNING ->
                "runs, and has UDP 500 and 4500; keys of Windows' own IKE come from it, and IKE of this SDK"
                        + " needs other ports";
            case STOPPED -> "does not run; keys of Windows' own IKE need it, and a trigger may start it";
            case UNKNOWN -> "cannot be asked for its state";
        };
        add(Standing.NOTE, "service", IKEEXT, text);
    }

    private void audit() {
        List<AuditSubcategory> off = parts.unaudited().get();
        off.forEach(subcategory -> add(
                Standing.NOTE,
                "audit",
                subcategory.title(),
                "is not audited; an administrator may switch it on: auditpol /set /subcategory:{"
                        + subcategory.guid().toString().toUpperCase(Locale.ROOT) + "} /success:enable"
                        + " /failure:enable"));
        if (off.isEmpty()) {
            add(
                    Standing.OK,
                    "audit",
                    "audit policy",
                    "all subcategories of IPsec and of the filter engine are audited");
        }
    }

    private void store() {
        MachineStore store = parts.store().get();
        add(
                Standing.OK,
                "store",
                store.name(),
                store.own().size() + " certificate(s) of this machine, "
                        + store.roots().size() + " root(s)");
    }

    private void mtu(IpAddress peer) {
        parts.interfaces()
                .towards(peer)
                .ifPresentOrElse(
                        link -> add(
                                Standing.NOTE,
                                "mtu",
                                peer.toString(),
                                "packets leave by interface " + link.interfaceIndex() + " and may have "
                                        + Integer.toUnsignedString(link.nlMtu()) + " octets"),
                        () -> add(Standing.WARNING, "mtu", peer.toString(), "there is no route"));
    }

    private void look(String check, String about, Standing otherwise, Runnable look) {
        try {
            look.run();
        } catch (WfpException e) {
            add(
                    otherwise,
                    check,
                    about,
                    e.getMessage() + (e.is(WfpError.ERROR_ACCESS_DENIED) ? "; run as an administrator, elevated" : ""));
        } catch (SecureConnectException e) {
            add(otherwise, check, about, e.code() + ": " + e.getMessage());
        }
    }

    private void add(Standing standing, String check, String about, String text) {
        findings.add(new HostFinding(standing, check, about, text));
    }
}
