package io.secureconnect.core.ike.session;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.crypto.IkeCrypto;
import io.secureconnect.core.ike.rules.IkeFault;
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
final class End implements ChildSpis {
    final String name;
    final List<String> log = new ArrayList<>();
    final Map<SaId, Installed> kernel = new LinkedHashMap<>();
    final List<IkeFault> failures = new ArrayList<>();
    final Set<Spi> reserved = new HashSet<>();
    final List<Datagram> sent = new ArrayList<>();
    IkeCrypto crypto = Pair.CRYPTO;
    private @Nullable IkeSession session;
    private int nextSpi;
    boolean established;
    boolean initialContact;
    boolean ended;

    /** An SA with a copy of its key, taken before the kernel's owner wiped it. */
    record Installed(SecurityAssociation sa, SecretBytes key) {}

    End(String name, int firstSpi) {
        this.name = name;
        this.nextSpi = firstSpi;
    }

    IkeSession session() {
        return Objects.requireNonNull(session);
    }

    void session(IkeSession made) {
        session = made;
    }

    @Override
    public Optional<Spi> reserve(HostPair path) {
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
                established = true;
                initialContact = ((IkeEffect.Established) effect).initialContact();
                log.add("ESTABLISHED");
            }
            case FAILED -> {
                failures.add(((IkeEffect.Failed) effect).fault());
                log.add("FAILED " + ((IkeEffect.Failed) effect).fault().reason());
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
        if (kernel.putIfAbsent(sa.id(), new Installed(sa, sa.keys().encryption().copy())) != null) {
            throw new IllegalStateException(name + " installs " + sa + " twice");
        }
        sa.close();
        log.add("INSTALL " + direction(sa.id()));
    }

    private void remove(SaId id) {
        if (kernel.remove(id) == null) {
            throw new IllegalStateException(name + " removes " + id + ", which is not there");
        }
        log.add("REMOVE " + direction(id));
    }

    private static String direction(SaId id) {
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
                                .equals(sent.sa().parameters().proposal())
                        && i.sa().parameters().extendedSequenceNumbers()
                                == sent.sa().parameters().extendedSequenceNumbers());
    }

    List<NegotiationFailure> reasons() {
        return failures.stream().map(IkeFault::reason).collect(Collectors.toList());
    }

    @Override
    public String toString() {
        return name + " " + session().state() + " " + log;
    }
}
