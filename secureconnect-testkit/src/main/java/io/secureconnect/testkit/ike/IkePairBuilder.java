package io.secureconnect.testkit.ike;

import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.core.ike.crypto.IkeCrypto;
import io.secureconnect.core.ike.crypto.bc.StandardIkeCrypto;
import io.secureconnect.core.ike.session.ChildSpis;
import io.secureconnect.core.ike.session.SessionContext;
import io.secureconnect.core.ike.session.SessionTimes;
import io.secureconnect.core.ike.v1.crypto.bc.StandardIsakmpCrypto;
import io.secureconnect.core.ike.v1.session.IsakmpContext;
import io.secureconnect.spi.BackendCapabilities;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.testkit.kernel.KeyLedger;
import io.secureconnect.testkit.kernel.MemoryBackend;
import io.secureconnect.testkit.kernel.MemoryKernel;
import io.secureconnect.testkit.net.Nat;
import io.secureconnect.testkit.net.VirtualNetwork;
import io.secureconnect.testkit.time.ManualClock;
import io.secureconnect.testkit.time.SeededRandom;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says what an {@link IkePair} is like. */
public final class IkePairBuilder {
    final ManualClock clock = new ManualClock();
    final SeededRandom random;
    final VirtualNetwork network;
    final Plaintexts plaintexts = new Plaintexts();
    private final KeyLedger ledger;
    HostPair path = HostPair.of("192.0.2.1", "198.51.100.2");
    Optional<WiresharkKeys> table = Optional.empty();
    private Consumer<Terms> termsOfA = terms -> {};
    private Consumer<Terms> termsOfB = terms -> {};
    private Supplier<IkeCrypto> crypto = StandardIkeCrypto::new;
    private SessionTimes times = SessionTimes.standard();
    private BackendCapabilities capabilities = MemoryBackend.everything();
    private IkeVersion version = IkeVersion.IKEV2;
    private @Nullable Nat nat;
    private IkePorts ports = IkePorts.standard();

    IkePairBuilder(SeededRandom random) {
        this.random = random;
        this.network = new VirtualNetwork(clock, random.split());
        this.ledger = new KeyLedger(random.split());
    }

    /** What both ends speak; version 2 if nothing is said. */
    public IkePairBuilder version(IkeVersion value) {
        version = value;
        return this;
    }

    /** The address of a, then that of b. */
    public IkePairBuilder between(String one, String other) {
        path = HostPair.of(one, other);
        return this;
    }

    /** What both ends ask for. */
    public IkePairBuilder terms(Consumer<Terms> value) {
        return termsOfA(value).termsOfB(value);
    }

    public IkePairBuilder termsOfA(Consumer<Terms> value) {
        termsOfA = termsOfA.andThen(value);
        return this;
    }

    public IkePairBuilder termsOfB(Consumer<Terms> value) {
        termsOfB = termsOfB.andThen(value);
        return this;
    }

    public IkePairBuilder times(SessionTimes value) {
        times = value;
        return this;
    }

    public IkePairBuilder ports(IkePorts value) {
        ports = value;
        return this;
    }

    /** What both kernels can do. */
    public IkePairBuilder capabilities(BackendCapabilities value) {
        capabilities = value;
        return this;
    }

    /** Puts a behind a NAT; b sees its public address alone. */
    public IkePairBuilder behind(Nat value) {
        nat = value;
        return this;
    }

    /** Has all keys of both ends written into {@code value}: for a lab, see {@link WiresharkKeys}. */
    public IkePairBuilder exposingKeysTo(WiresharkKeys value) {
        table = Optional.of(value);
        return this;
    }

    /** Other algorithms than those of the SDK; called once for each end. IKEv1 adds its own to them. */
    public IkePairBuilder crypto(Supplier<IkeCrypto> value) {
        crypto = value;
        return this;
    }

    /** Clock of the pair, for a NAT that forgets. */
    public ManualClock clock() {
        return clock;
    }

    public IkePair build() {
        return new IkePair(this);
    }

    IkeEnd end(IkePair pair, String name, boolean first) {
        MemoryKernel kernel = MemoryKernel.builder(name)
                .clock(clock)
                .random(random.split())
                .ledger(ledger)
                .capabilities(capabilities)
                .build();
        HostPair own = first ? path : nat == null ? path.mirror() : new HostPair(path.remote(), nat.publicAddress());
        if (first && nat != null) {
            network.attachBehind(nat, kernel, own.local());
        } else {
            network.attach(kernel, own.local());
        }
        Terms terms = new Terms(name, first ? "b" : "a", own);
        (first ? termsOfA : termsOfB).accept(terms);
        return new IkeEnd(pair, name, own.local(), kernel, ports, terms, dialect(terms, random.split()));
    }

    private Function<ChildSpis, Dialect> dialect(Terms terms, SeededRandom chance) {
        IkeCrypto own = crypto.get();
        if (version == IkeVersion.IKEV2) {
            WatchedCrypto watched = new WatchedCrypto(own, plaintexts, table);
            return spis -> new IkeDialect(
                    new SessionContext(watched, chance, spis, ports, path -> true, times), terms::ofIkev2);
        }
        WatchedIsakmpCrypto watched = new WatchedIsakmpCrypto(new StandardIsakmpCrypto(own), plaintexts, table);
        return spis -> new IsakmpDialect(
                new IsakmpContext(watched, chance, spis, ports, path -> true, times),
                () -> Optional.of(terms.ofIkev1()),
                terms.path());
    }
}
