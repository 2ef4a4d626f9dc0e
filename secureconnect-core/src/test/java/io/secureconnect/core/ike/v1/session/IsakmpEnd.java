package io.secureconnect.core.ike.v1.session;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.session.ChildSpis;
import io.secureconnect.core.ike.session.IkeEffect;
import io.secureconnect.spi.Datagram;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One end of a pair: its session, a kernel that is a table, and what it has said so far. */
final class IsakmpEnd implements ChildSpis {
    final String name;
    final List<String> log = new ArrayList<>();
    final Map<SaId, Installed> kernel = new LinkedHashMap<>();
    final List<IkeFault> failures = new ArrayList<>();
    final Set<Spi> reserved = new HashSet<>();
    final List<Datagram> sent = new ArrayList<>();

    /** Keys that this end's kernel ever had, to see that none serves twice. */
    private final Set<SecretBytes> keys = new HashSet<>();

    private @Nullable IsakmpSession session;
    private int nextSpi;
    int established;
    boolean initialContact;
    boolean ended;
    boolean givesSpis = true;

    /** An SA with a copy of its key, taken before the kernel's owner wiped it. */
    record Installed(SecurityAssociation sa, SecretBytes key) {}

    IsakmpEnd(String name, int firstSpi) {
        this.name = name;
        this.nextSpi = firstSpi;
    }

    IsakmpSession session() {
        return Objects.requireNonNull(session);
    }

    void session(IsakmpSession made) {
        session = made;
        ended = false;
    }

    @Override
    public Optional<Spi> reserve(HostPair path) {
        if (!givesSpis) {
            return Optional.empty();
        }
        Spi spi = new Spi(nextSpi++);
        reserved.add(spi);
        return Optional.of(spi);
    }

    @Override
    public void release(HostPair path, Spi spi) {
        if (!reserved.remove(spi)) {
            throw new IllegalStateException(name + " gives back SPI " + spi + ", which it has not");
        }
    }

    /** Does an effect; returns what it puts on the wire. */
    Optional<Datagram> apply(IkeEffect effect) {
        switch (effect.kind()) {
            case SEND -> {
                Datagram datagram = ((IkeEffect.Send) effect).datagram();
                sent.add(datagram);
                log.add("SEND");
                return Optional.of(datagram);
            }
            case INSTALL -> install(((IkeEffect.Install) effect).sa());
            case REMOVE -> remove(((IkeEffect.Remove) effect).id());
            case ESTABLISHED -> {
                established++;
                initialContact = ((IkeEffect.Established) effect).initialContact();
                log.add("ESTABLISHED");
            }
            case FAILED -> {
                failures.add(((IkeEffect.Failed) effect).fault());
                log.add("FAILED " + ((IkeEffect.Failed) effect).fault());
            }
            case ENDED -> {
                ended = true;
                log.add("ENDED");
            }
        }
        return Optional.empty();
    }

    private void install(SecurityAssociation sa) {
        if (sa.id().direction() == Direction.INBOUND && !reserved.remove(sa.id().spi())) {
            throw new IllegalStateException(name + " installs " + sa + " without having set its SPI aside");
        }
        SecretBytes key = sa.keys().encryption().copy();
        if (!keys.add(key)) {
            throw new IllegalStateException(name + " installs " + sa + " with a key that another SA had");
        }
        if (kernel.putIfAbsent(sa.id(), new Installed(sa, key)) != null) {
            throw new IllegalStateException(name + " installs " + sa + " twice");
        }
        sa.close();
        log.add("INSTALL " + text(sa.id()));
    }

    private void remove(SaId id) {
        if (kernel.remove(id) == null) {
            throw new IllegalStateException(name + " removes " + id + ", which is not there");
        }
        log.add("REMOVE " + text(id));
    }

    private static String text(SaId id) {
        return (id.direction() == Direction.INBOUND ? "in " : "out ") + id.spi();
    }

    List<Installed> sas(Direction direction) {
        return kernel.values().stream()
                .filter(i -> i.sa().id().direction() == direction)
                .collect(Collectors.toList());
    }

    /** The SA under which this end sends: the youngest. */
    Optional<Installed> sending() {
        List<Installed> out = sas(Direction.OUTBOUND);
        return out.isEmpty() ? Optional.empty() : Optional.of(out.get(out.size() - 1));
    }

    boolean receives(Installed sent) {
        return sas(Direction.INBOUND).stream()
                .anyMatch(i -> i.sa().id().spi().equals(sent.sa().id().spi())
                        && i.key().equals(sent.key())
                        && i.sa().parameters()
                                .proposal()
                                .equals(sent.sa().parameters().proposal()));
    }

    List<NegotiationFailure> reasons() {
        return failures.stream().map(IkeFault::reason).collect(Collectors.toList());
    }

    Spi serving() {
        return session().children().stream()
                .filter(child -> !child.replaced())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no child serves: " + this))
                .inbound();
    }

    @Override
    public String toString() {
        return name + " " + session().state() + " " + String.join("; ", log);
    }
}
