package io.secureconnect.core.keying.ike;

import io.secureconnect.api.IkeOptions;
import io.secureconnect.api.event.SecureConnectEvent;
import io.secureconnect.api.keying.PathNegotiation;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaState;
import io.secureconnect.core.ike.auth.CertificateAuthentication;
import io.secureconnect.core.ike.crypto.IkeCrypto;
import io.secureconnect.core.ike.crypto.Signatures;
import io.secureconnect.core.ike.host.HostSettings;
import io.secureconnect.core.ike.host.IkeHost;
import io.secureconnect.core.ike.host.IsakmpParts;
import io.secureconnect.core.ike.host.PeerWish;
import io.secureconnect.core.ike.session.ChildSpis;
import io.secureconnect.core.ike.session.IkeEffect;
import io.secureconnect.core.ike.session.SessionTimes;
import io.secureconnect.core.ike.v1.crypto.IsakmpCrypto;
import io.secureconnect.core.keying.KeyDemand;
import io.secureconnect.core.keying.Keying;
import io.secureconnect.core.keying.KeyingEffect;
import io.secureconnect.core.keying.PathDemand;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.InstalledSa;
import io.secureconnect.spi.RandomSource;
import io.secureconnect.spi.UdpEndpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Keys that the host agrees on with each peer, with the IKE that policy wants: what policy wants becomes wishes of an {@link IkeHost}. */
public final class IkeKeying implements Keying {
    private final IkeHost host;
    private final OptionsTerms terms;

    IkeKeying(IkeHost host, OptionsTerms terms) {
        this.host = host;
        this.terms = terms;
    }

    /**
     * The keying of one host.
     *
     * @param isakmp for the pairs that need IKEv1
     * @param spis where inbound SPIs of ESP come from
     */
    public static IkeKeying of(
            IkeOptions options,
            IkeCrypto crypto,
            IsakmpCrypto isakmp,
            Signatures signatures,
            RandomSource random,
            ChildSpis spis) {
        CertificateAuthentication.Tools tools = new CertificateAuthentication.Tools(signatures);
        OptionsTerms terms = new OptionsTerms(options, tools);
        IsakmpParts deprecated = new IsakmpParts(isakmp, new IsakmpOptionsTerms(options, terms, isakmp, tools));
        return new IkeKeying(
                IkeHost.of(HostSettings.of(options), crypto, random, terms, deprecated, spis, SessionTimes.standard()),
                terms);
    }

    @Override
    public List<KeyingEffect> synchronize(KeyDemand wanted, BackendSnapshot installed, Instant now) {
        Map<HostPair, PeerWish> wishes = new LinkedHashMap<>();
        Map<IkeVersion, List<IkeProposal>> proposals = new EnumMap<>(IkeVersion.class);
        Map<EspParameters, EspParameters> shared = new IdentityHashMap<>();
        wanted.paths()
                .forEach((path, demand) -> wishes.put(
                        path,
                        wish(
                                path,
                                demand,
                                proposals.computeIfAbsent(
                                        version(demand), version -> proposals(version, wanted.saPolicy())),
                                shared.computeIfAbsent(demand.parameters(), IkeKeying::unnegotiated),
                                wanted)));
        List<SaId> carrying = installed.sas().stream()
                .filter(sa -> sa.state() != SaState.LARVAL)
                .map(InstalledSa::id)
                .collect(Collectors.toList());
        List<KeyingEffect> effects = effects(host.synchronize(wishes, carrying, now));
        if (!wishes.isEmpty()) {
            terms.expiring(now).ifPresent(event -> effects.add(new KeyingEffect.Announce(event)));
        }
        return effects;
    }

    @Override
    public List<KeyingEffect> on(BackendEvent event, Instant now) {
        return switch (event.kind()) {
            case ACQUIRE -> effects(host.acquire(((BackendEvent.Acquire) event).path(), now));
            case EXPIRED -> {
                BackendEvent.Expired expired = (BackendEvent.Expired) event;
                yield effects(host.expired(expired.id(), expired.hard(), now));
            }
            case MAPPING_CHANGED -> {
                BackendEvent.MappingChanged moved = (BackendEvent.MappingChanged) event;
                yield effects(host.mappingChanged(moved.id(), new UdpEndpoint(moved.address(), moved.port()), now));
            }
            // for the others the loop takes a fresh dump and synchronizes
            case CHANGED_BY_OTHERS, EVENTS_LOST, NATIVE_IKE_FAILED, PACKET_DROPPED -> List.of();
        };
    }

    @Override
    public List<KeyingEffect> on(List<ChangeResult> results, Instant now) {
        List<KeyingEffect> effects = new ArrayList<>();
        for (ChangeResult result : results) {
            if (result.change().kind() == BackendChange.Kind.INSTALL_SA) {
                SaId id = ((BackendChange.InstallSa) result.change()).sa().id();
                effects.addAll(effects(host.installed(id, refusal(result), now)));
            }
        }
        return effects;
    }

    @Override
    public List<KeyingEffect> on(Datagram datagram, Instant now) {
        return effects(host.receive(datagram, now));
    }

    @Override
    public List<KeyingEffect> wake(Instant now) {
        return effects(host.wake(now));
    }

    @Override
    public Optional<Instant> wakeAt() {
        return host.wakeAt();
    }

    @Override
    public void suspended(boolean suspended) {
        host.suspended(suspended);
    }

    @Override
    public Optional<PathNegotiation> negotiation(HostPair path) {
        return host.negotiation(path);
    }

    @Override
    public Map<String, Long> counters() {
        return host.counters();
    }

    @Override
    public Set<IkePorts> portsInUse() {
        return host.ports();
    }

    /** Without farewell SAs go on until their hard limit, or until the next engine has agreed on new ones. */
    @Override
    public List<KeyingEffect> end(boolean farewell, Instant now) {
        if (farewell) {
            return effects(host.close(now));
        }
        host.abandon(now);
        return List.of();
    }

    /** An SA of that name that was there before has another key. */
    private static Optional<String> refusal(ChangeResult result) {
        return result.outcome() == ChangeResult.Outcome.UNCHANGED
                ? Optional.of("an SA with this SPI was there before")
                : result.fault().map(fault -> fault.code() + ": " + fault.message());
    }

    private static PeerWish wish(
            HostPair path, PathDemand demand, List<IkeProposal> proposals, EspParameters parameters, KeyDemand wanted) {
        return new PeerWish(
                path,
                demand.association().local(),
                demand.association().remote(),
                version(demand),
                wanted.authentication(),
                proposals,
                demand.espProposals(),
                parameters,
                wanted.saPolicy().perfectForwardSecrecy(),
                wanted.saPolicy().ikeLifetime(),
                wanted.saPolicy().udpEncapsulation(),
                demand.association().ikePorts());
    }

    private static IkeVersion version(PathDemand demand) {
        return demand.association().ikeVersion().orElse(IkeVersion.IKEV2);
    }

    private static List<IkeProposal> proposals(IkeVersion version, SaPolicy policy) {
        return policy.effectiveIkeProposals().stream().filter(version::has).collect(Collectors.toUnmodifiableList());
    }

    private static EspParameters unnegotiated(EspParameters parameters) {
        return EspParameters.builder()
                .extendedSequenceNumbers(parameters.extendedSequenceNumbers())
                .replayWindow(parameters.replayWindow())
                .lifetime(parameters.lifetime())
                .build();
    }

    private List<KeyingEffect> effects(List<IkeEffect> effects) {
        List<KeyingEffect> translated = new ArrayList<>(effects.size());
        for (IkeEffect effect : effects) {
            translated.add(
                    switch (effect.kind()) {
                        case SEND -> new KeyingEffect.Send(((IkeEffect.Send) effect).datagram());
                        case INSTALL ->
                            new KeyingEffect.Change(new BackendChange.InstallSa(((IkeEffect.Install) effect).sa()));
                        case REMOVE ->
                            new KeyingEffect.Change(new BackendChange.RemoveSa(((IkeEffect.Remove) effect).id()));
                        case ESTABLISHED -> established(((IkeEffect.Established) effect).path());
                        case FAILED -> failed((IkeEffect.Failed) effect);
                        case ENDED -> ended(((IkeEffect.Ended) effect).path());
                    });
        }
        return translated;
    }

    private KeyingEffect established(HostPair path) {
        boolean initiator = host.negotiation(path)
                .flatMap(PathNegotiation::established)
                .map(standing -> standing.initiator())
                .orElse(false);
        return new KeyingEffect.Announce(new SecureConnectEvent.IkeEstablished(path, peer(path), initiator));
    }

    private KeyingEffect failed(IkeEffect.Failed failed) {
        return new KeyingEffect.Announce(new SecureConnectEvent.IkeFailed(
                failed.path(),
                peer(failed.path()),
                failed.fault().reason(),
                failed.fault().detail()));
    }

    private KeyingEffect ended(HostPair path) {
        return new KeyingEffect.Announce(new SecureConnectEvent.IkeEnded(path, peer(path)));
    }

    private String peer(HostPair path) {
        return host.peerOf(path).orElse(path.remote().toString());
    }
}
