package io.secureconnect.windows.backend;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.engine.WfpError;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.wfp.SaContext;
import io.secureconnect.windows.wfp.SaDetails;
import io.secureconnect.windows.wfp.SpiRequest;
import io.secureconnect.windows.wfp.Traffic;
import io.secureconnect.windows.wfp.UdpPorts;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * SAs, one call after the other: no transaction takes them. A context is made for the inbound SA and completed by its outbound
 * partner; it ends with the inbound one. Order keeps every packet either protected or blocked, see {@code docs/adr/0009-windows-filter-plan.md}.
 */
final class SaChanges {
    private final EngineSession session;
    private final SaIndex index;
    private final CalloutFilters callouts;
    private final Gate gate;
    private final Encapsulation encapsulation;

    SaChanges(EngineSession session, FilterPlan plan, SaIndex index) {
        this.session = session;
        this.index = index;
        this.callouts = new CalloutFilters(session, plan);
        this.gate = new Gate(session, plan);
        this.encapsulation = new Encapsulation(session.engine());
    }

    /** @param change {@code INSTALL_SA} or {@code REMOVE_SA} */
    ChangeResult run(BackendChange change) {
        try {
            boolean applied = change.kind() == BackendChange.Kind.INSTALL_SA
                    ? install(((BackendChange.InstallSa) change).sa())
                    : remove(((BackendChange.RemoveSa) change).id());
            return applied ? ChangeResult.applied(change) : ChangeResult.unchanged(change);
        } catch (SecureConnectException e) {
            return ChangeResult.failed(change, e.code(), String.valueOf(e.getMessage()));
        } catch (WfpException e) {
            SecureConnectException fault = WfpFaults.of(doing(change), e);
            return ChangeResult.failed(change, fault.code(), String.valueOf(fault.getMessage()));
        }
    }

    private static String doing(BackendChange change) {
        return change.kind() == BackendChange.Kind.INSTALL_SA
                ? "installing " + ((BackendChange.InstallSa) change).sa().id() + " with "
                        + ((BackendChange.InstallSa) change).sa().parameters().proposal()
                : "removing " + ((BackendChange.RemoveSa) change).id();
    }

    private boolean install(SecurityAssociation sa) {
        SaDemands.check(sa);
        return sa.id().direction() == Direction.INBOUND ? installInbound(sa) : installOutbound(sa);
    }

    private boolean installInbound(SecurityAssociation sa) {
        Optional<SaPair> known = index.find(sa.id());
        if (known.isPresent() && !known.get().isLarval()) {
            return false;
        }
        requireFree(sa.id(), known);
        long context = known.map(SaPair::id).orElseGet(() -> create(sa.id(), encapsulation.ports(sa)));
        try {
            engine().addInbound(context, SaBundles.of(sa));
            index.look(context);
            return true;
        } catch (RuntimeException e) { // an SPI of others' choice that was not noted could not be found again
            if (known.isEmpty()) {
                discardAfter(e, context, sa.id().path());
            }
            throw e;
        }
    }

    private void requireFree(SaId id, Optional<SaPair> known) {
        index.holder(id)
                .filter(holder -> known.filter(holder::equals).isEmpty())
                .ifPresent(holder -> {
                    throw inUse(id, " belongs to an SA of " + holder.path());
                });
    }

    private static SecureConnectException inUse(SaId id, String why) {
        return new SecureConnectException(
                ErrorCode.SPI_IN_USE,
                "SPI " + id.spi() + " towards " + id.path().destination(id.direction()) + why
                        + "; make the child anew with another SPI");
    }

    /** A context with an SPI that others chose. */
    private long create(SaId id, Optional<UdpPorts> ports) {
        CalloutFilters.Ids filters = callouts.require(id.path());
        long context = createContext(id.path(), filters);
        try {
            engine().setSpi(
                            context,
                            request(id.path(), filters, ports),
                            id.spi().value());
            return context;
        } catch (RuntimeException e) {
            discardAfter(e, context, id.path());
            throw e instanceof WfpException refusal ? refusedSpi(id, refusal) : e;
        }
    }

    private static SecureConnectException refusedSpi(SaId id, WfpException e) {
        return e.is(WfpError.FWP_E_ALREADY_EXISTS)
                ? inUse(id, " is taken by an SA of another program")
                : WfpFaults.ofSetSpi("installing " + id, e);
    }

    private long createContext(HostPair path, CalloutFilters.Ids filters) {
        try {
            return engine().createSaContext(Traffic.transport(path.local(), path.remote(), filters.outbound()));
        } catch (RuntimeException e) {
            cleanUp(e, () -> removeCallouts(path));
            throw e;
        }
    }

    private static SpiRequest request(HostPair path, CalloutFilters.Ids filters, Optional<UdpPorts> ports) {
        return SpiRequest.of(Traffic.transport(path.local(), path.remote(), filters.inbound()), ports);
    }

    private boolean installOutbound(SecurityAssociation sa) {
        HostPair path = sa.id().path();
        Optional<SaPair> known = index.find(sa.id());
        if (known.isPresent()) {
            openIfItSends(known.get());
            return false;
        }
        requireFree(sa.id(), known);
        SaPair pair = index.find(new SaId(path, Direction.INBOUND, sa.partner()))
                .filter(found -> !found.isLarval())
                .orElseThrow(
                        () -> new SecureConnectException(
                                ErrorCode.SA_MISSING,
                                "installing " + sa.id() + ": its inbound partner, SPI " + sa.partner()
                                        + ", is not there, and Windows holds both in one object; install the inbound SA first"));
        engine().addOutbound(pair.id(), SaBundles.of(sa));
        try {
            encapsulation.ports(sa).ifPresent(ports -> encapsulation.update(pair.id(), ports));
            openIfItSends(pair);
            return true;
        } catch (RuntimeException e) { // what was not done whole is not done: the SA before it goes on
            cleanUp(e, () -> expire(pair));
            throw e;
        }
    }

    private boolean remove(SaId id) {
        Optional<SaPair> known = index.find(id);
        known.ifPresent(pair -> {
            boolean last = pair.outbound().isPresent() && isLastThatSends(pair);
            if (last) {
                gate.close(id.path());
            }
            try {
                end(pair, id.direction());
            } catch (RuntimeException e) {
                if (last) {
                    cleanUp(e, () -> openIfItSends(pair));
                }
                throw e;
            }
        });
        return known.isPresent();
    }

    /**
     * A removal that failed half-way may have taken the outbound SA already, and a callout filter may be another than the one
     * that it was made for; then the gate stays closed.
     */
    private void openIfItSends(SaPair pair) {
        index.look(pair.id())
                .filter(found -> DeadSas.sends(found, callouts.working(found.path())))
                .ifPresent(found -> gate.open(found.path()));
    }

    /** The outbound SA alone ends so that Windows goes on to take what the peer still sends; the inbound one ends both. */
    private void end(SaPair pair, Direction direction) {
        if (direction == Direction.OUTBOUND) {
            expire(pair);
        } else {
            discard(pair.id(), pair.path());
        }
    }

    private boolean isLastThatSends(SaPair pair) {
        List<SaPair> others = index.of(pair.path()).stream()
                .filter(other -> other.id() != pair.id() && other.outbound().isPresent())
                .toList();
        if (others.isEmpty()) {
            return true;
        }
        Set<Long> working = callouts.working(pair.path());
        return others.stream().noneMatch(other -> DeadSas.sends(other, working));
    }

    private void expire(SaPair pair) {
        engine().expire(pair.id());
        index.look(pair.id());
    }

    /** Deletes a context with all it holds, and the callout filters with the last of a path. */
    private void discard(long context, HostPair path) {
        index.forget(context);
        try {
            engine().deleteSaContext(context);
        } catch (WfpException e) {
            if (!e.is(WfpError.FWP_E_NOT_FOUND)) {
                index.look(context);
                throw e;
            }
        }
        removeCallouts(path);
    }

    private void discardAfter(RuntimeException cause, long context, HostPair path) {
        cleanUp(cause, () -> discard(context, path));
    }

    /** What is left if this fails too, the next {@link #sweep} or reconciliation finds. */
    private static void cleanUp(RuntimeException cause, Runnable work) {
        try {
            work.run();
        } catch (WfpException | SecureConnectException e) {
            cause.addSuppressed(e);
        }
    }

    private void removeCallouts(HostPair path) {
        if (index.of(path).isEmpty()) {
            callouts.remove(path);
        }
    }

    /** Deletes contexts that have neither SA nor SPI, by which anybody could name them: a crash has left them. */
    void sweep(List<SaPair> pairs) {
        pairs.stream()
                .filter(pair -> pair.inbound().isEmpty() && pair.outbound().isEmpty())
                .forEach(pair -> discard(pair.id(), pair.path()));
    }

    /** Has Windows choose an SPI. */
    SaPair reserve(HostPair path) {
        try {
            CalloutFilters.Ids filters = callouts.require(path);
            long context = createContext(path, filters);
            try {
                Spi spi = new Spi(engine().spi(context, request(path, filters, Optional.empty())));
                SaPair pair = new SaPair(
                        context,
                        path,
                        Optional.of(new SaPair.Half(spi, false, Optional.empty())),
                        Optional.empty(),
                        List.of(filters.inbound(), filters.outbound()));
                index.note(pair);
                return pair;
            } catch (RuntimeException e) {
                discardAfter(e, context, path);
                throw e;
            }
        } catch (WfpException e) {
            throw WfpFaults.of("reserving an SPI for " + path, e);
        }
    }

    /** Gives an SPI back that got no SA. */
    void giveBack(SaPair reserved) {
        try {
            index.look(reserved.id()).filter(SaPair::isLarval).ifPresent(pair -> discard(pair.id(), pair.path()));
        } catch (WfpException e) {
            throw WfpFaults.of("giving back the SPI of " + reserved.path(), e);
        }
    }

    private FilterEngine engine() {
        return session.engine();
    }

    /** ESP in UDP: of which ports. */
    private record Encapsulation(FilterEngine engine) {
        /** {@code IPSEC_SA_DETAILS_UPDATE_UDP_ENCAPSULATION}. */
        private static final long UPDATE_UDP_ENCAPSULATION = 2;

        Optional<UdpPorts> ports(SecurityAssociation sa) {
            return sa.parameters().udpEncapsulation().map(Encapsulation::ports);
        }

        private static UdpPorts ports(UdpEncapsulationTemplate template) {
            return new UdpPorts(template.localPort(), template.remotePort());
        }

        void update(long context, UdpPorts ports) {
            engine.saContext(context)
                    .map(found -> new SaContext(
                            context,
                            found.inboundSa().map(details -> in(details, ports)),
                            found.outboundSa().map(details -> in(details, ports))))
                    .ifPresent(changed -> engine.update(UPDATE_UDP_ENCAPSULATION, changed));
        }

        private static SaDetails in(SaDetails details, UdpPorts ports) {
            return new SaDetails(
                    details.ipVersion(),
                    details.saDirection(),
                    details.traffic(),
                    details.saBundle(),
                    Optional.of(ports),
                    details.transportFilter());
        }
    }
}
