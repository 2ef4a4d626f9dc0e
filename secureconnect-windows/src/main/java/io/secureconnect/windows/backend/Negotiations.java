package io.secureconnect.windows.backend;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaState;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendChange.Negotiate;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.InstalledSa;
import io.secureconnect.spi.NativeNegotiation;
import io.secureconnect.spi.NativeTerms;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.nativekeying.NativeFilters;
import io.secureconnect.windows.nativekeying.NativeKeying;
import io.secureconnect.windows.wfp.SaContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Paths whose keys the key exchange of Windows makes, for one run of changes or one look; see {@code docs/adr/0010-native-keying.md}. */
final class Negotiations {
    private final EngineSession session;
    private final SaIndex index;
    private final NativeKeying keying;

    Negotiations(EngineSession session, FilterPlan plan, SaIndex index) {
        this.session = session;
        this.index = index;
        this.keying = new NativeKeying(
                session.engine(),
                new NativeFilters(plan.lifetime().guard(), plan.lifetime().transport()));
    }

    /** @param change {@code NEGOTIATE} or {@code STOP_NEGOTIATING} */
    ChangeResult run(BackendChange change) {
        HostPair path = change.path().orElseThrow();
        boolean begins = change.kind() == BackendChange.Kind.NEGOTIATE;
        try {
            boolean applied = begins ? negotiate(path, ((Negotiate) change).terms()) : keying.stop(path);
            return applied ? ChangeResult.applied(change) : ChangeResult.unchanged(change);
        } catch (SecureConnectException e) {
            return ChangeResult.failed(change, e.code(), String.valueOf(e.getMessage()));
        } catch (WfpException e) {
            SecureConnectException fault =
                    WfpFaults.of((begins ? "having IKEEXT negotiate on " : "having IKEEXT stop on ") + path, e);
            return ChangeResult.failed(change, fault.code(), String.valueOf(fault.getMessage()));
        }
    }

    private boolean negotiate(HostPair path, NativeTerms terms) {
        if (!index.of(path).isEmpty()) {
            throw new SecureConnectException(
                    ErrorCode.INTERNAL,
                    "SAs that were installed by hand stand on " + path
                            + ", where IKEEXT is to negotiate; remove them first");
        }
        if (keying.has(path, terms)) {
            return false;
        }
        new ForeignFilters(session.engine()).requireNone(path);
        session.requireFrame();
        return keying.negotiate(path, terms);
    }

    /** What is there. */
    Map<HostPair, NativeNegotiation> read() {
        Map<HostPair, NativeNegotiation> found = new TreeMap<>();
        Set<HostPair> paths = keying.paths();
        if (!paths.isEmpty()) {
            Map<HostPair, Bytes> whole = keying.negotiated();
            Map<HostPair, List<InstalledSa>> sas = sas();
            paths.forEach(path -> found.put(
                    path,
                    new NativeNegotiation(Optional.ofNullable(whole.get(path)), sas.getOrDefault(path, List.of()))));
        }
        return found;
    }

    /** SAs of IKEEXT behind our callout filters. */
    private Map<HostPair, List<InstalledSa>> sas() {
        Map<HostPair, List<InstalledSa>> sas = new HashMap<>();
        for (SaContext context : session.engine().saContexts()) {
            if (isNative(context)) {
                SaPair.of(context).ifPresent(pair -> {
                    List<InstalledSa> some = sas.computeIfAbsent(pair.path(), path -> new ArrayList<>());
                    pair.inbound()
                            .ifPresent(half -> some.add(sa(pair.inboundId().orElseThrow(), half)));
                    pair.outbound()
                            .ifPresent(half -> some.add(sa(pair.outboundId().orElseThrow(), half)));
                });
            }
        }
        return sas;
    }

    private boolean isNative(SaContext context) {
        FilterEngine engine = session.engine();
        return Stream.of(context.inboundSa(), context.outboundSa())
                .flatMap(Optional::stream)
                .flatMap(details ->
                        details
                                .transportFilter()
                                .or(() -> engine.filter(details.traffic().ipsecFilterId()))
                                .stream())
                .anyMatch(NativeKeying::isOurs);
    }

    private static InstalledSa sa(SaId id, SaPair.Half half) {
        return InstalledSa.builder()
                .id(id)
                .state(half.keyed() ? SaState.MATURE : SaState.LARVAL)
                .proposal(half.proposal())
                .build();
    }
}
