package io.secureconnect.testkit.ike.bench;

import io.secureconnect.api.IkeOptions;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.crypto.bc.StandardIkeCrypto;
import io.secureconnect.core.ike.host.HostSettings;
import io.secureconnect.core.ike.host.IkeHost;
import io.secureconnect.core.ike.host.PeerWish;
import io.secureconnect.core.ike.host.TermsSource;
import io.secureconnect.core.ike.session.ChildSpis;
import io.secureconnect.core.ike.session.IkeEffect;
import io.secureconnect.core.ike.session.PeerTerms;
import io.secureconnect.core.ike.session.SessionTimes;
import io.secureconnect.spi.Datagram;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * A hub that begins with many peers at once, each a host of its own: what a hub's processor and memory bear, the finding of
 * sessions and the window of negotiations included.
 */
final class HubHandshakes {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private final Credentials credentials;
    private final Queue<Datagram> wire = new ArrayDeque<>();
    private final IkeHost hub;
    private final Map<IpAddress, IkeHost> peers = new HashMap<>();
    private final Map<HostPair, PeerWish> wishes = new HashMap<>();
    private final StandardIkeCrypto crypto = new StandardIkeCrypto();
    private final SecureRandom random = new SecureRandom();
    private final IpAddress hubAddress = IpAddress.parse("10.0.0.1");
    private int established;
    private int sent;
    private int nextSpi = Spi.LOWEST;

    /** Sets up the hub and {@code count} peers, which do nothing yet. */
    HubHandshakes(Credentials credentials, int count) {
        this.credentials = credentials;
        this.hub = host();
        for (int i = 0; i < count; i++) {
            IpAddress address = IpAddress.parse("10.1." + (i >> 8) + "." + (i & 0xff));
            HostPair path = new HostPair(hubAddress, address);
            String peer = "peer" + i;
            wishes.put(path, wish(path, "hub", peer));
            IkeHost host = host();
            perform(host, host.synchronize(Map.of(path.mirror(), wish(path.mirror(), peer, "hub")), List.of(), START));
            peers.put(address, host);
        }
    }

    private IkeHost host() {
        HostSettings settings = HostSettings.of(IkeOptions.builder()
                .preSharedKeys((local, peer) -> List.of()) // unused: the terms bring their own
                .halfOpenBeforeCookies(Integer.MAX_VALUE)
                .startSpread(Duration.ZERO)
                .build());
        return IkeHost.of(
                settings, crypto, random::nextBytes, new BenchTerms(), new CountedSpis(), SessionTimes.standard());
    }

    /** Establishes an IKE SA with each peer, with its child, and keeps it. */
    void establish() {
        perform(hub, hub.synchronize(wishes, List.of(), START));
        for (Datagram next = wire.poll(); next != null; next = wire.poll()) {
            IpAddress receiving = next.remote().address();
            IkeHost receiver = receiving.equals(hubAddress) ? hub : peers.get(receiving);
            perform(receiver, receiver.receive(new Datagram(next.remote(), next.local(), next.payload()), START));
        }
        if (established != 2 * peers.size()) {
            throw new IllegalStateException("of " + peers.size() + " peers " + established + " ends are established");
        }
    }

    /** Datagrams of all handshakes together. */
    int datagrams() {
        return sent;
    }

    /** Leaves nothing but the hub, and returns it. */
    IkeHost alone() {
        peers.clear();
        wishes.clear();
        return hub;
    }

    private void perform(IkeHost host, List<IkeEffect> effects) {
        for (IkeEffect effect : effects) {
            switch (effect.kind()) {
                case SEND -> {
                    wire.add(((IkeEffect.Send) effect).datagram());
                    sent++;
                }
                case INSTALL -> {
                    IkeEffect.Install install = (IkeEffect.Install) effect;
                    install.sa().close();
                    perform(host, host.installed(install.sa().id(), Optional.empty(), START));
                }
                case ESTABLISHED -> established++;
                case FAILED -> throw new IllegalStateException(effect.toString());
                default -> {}
            }
        }
    }

    private static PeerWish wish(HostPair path, String self, String peer) {
        SaPolicy policy = SaPolicy.standard();
        return new PeerWish(
                path,
                self,
                peer,
                IkeVersion.IKEV2,
                new Authentication.PreSharedKey(),
                policy.ikeProposals(),
                policy.espProposals(),
                EspParameters.standard(),
                true,
                Duration.ofHours(4),
                UdpEncapsulation.AUTO,
                policy.ikePorts());
    }

    /** The wish as it is, with a new authentication each time. */
    private final class BenchTerms implements TermsSource {
        @Override
        public Terms of(PeerWish wish) {
            return Terms.of(new PeerTerms(
                    wish.path(),
                    wish.peer(),
                    wish.ikeProposals(),
                    wish.espProposals(),
                    wish.childParameters(),
                    wish.perfectForwardSecrecy(),
                    wish.ikeLifetime(),
                    wish.udpEncapsulation(),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(20),
                    true,
                    credentials.of(wish.local(), wish.peer()),
                    Optional.empty()));
        }

        @Override
        public Object credentials(PeerWish wish) {
            return "the same";
        }
    }

    /** A kernel's SPIs: each once. */
    private final class CountedSpis implements ChildSpis {
        @Override
        public Optional<Spi> reserve(HostPair path) {
            return Optional.of(new Spi(nextSpi++));
        }

        @Override
        public void release(HostPair path, Spi spi) {}
    }
}
