package io.secureconnect.testkit.ike;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.spi.RandomSource;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every SA that the two kernels were given or relieved of, in order, and what must hold of them at each step:
 *
 * <ul>
 *   <li>keys mirror: an SPI has the same key and parameters at both ends, one time inbound, one time outbound;
 *   <li>no key serves twice: neither two SPIs nor one kernel again;
 *   <li>once packets flow both ways they always can: the outbound SA that serves (the newest) is inbound at the other end.
 *       That includes that a new SA is inbound there before it is outbound here, and that the old one is removed last.
 * </ul>
 */
final class SaTape {
    private static final int SALT_OCTETS = 16;

    private final byte[] salt;
    private final Map<Name, Live> live = new LinkedHashMap<>();
    private final Map<ByteBuffer, Spi> keys = new HashMap<>();
    private final Set<String> installs = new HashSet<>();
    private boolean armed;
    private boolean newlyInstalled;

    private record Name(String end, Direction direction, Spi spi) {}

    private record Live(ByteBuffer key, EspParameters parameters) {}

    SaTape(RandomSource random) {
        this.salt = random.octets(SALT_OCTETS);
    }

    /** Notes that the kernel of {@code end} took {@code sa}. Answers with what is wrong about it. */
    List<String> installed(String end, String other, SecurityAssociation sa) {
        List<String> wrong = new ArrayList<>();
        Spi spi = sa.id().spi();
        ByteBuffer key = hash(sa);
        Spi before = keys.putIfAbsent(key, spi);
        if (before != null && !before.equals(spi)) {
            wrong.add("the key of spi " + spi + " on " + end + " served spi " + before + " before");
        }
        if (!installs.add(end + key.hashCode() + sa.id())) {
            wrong.add("spi " + spi + " was given to " + end + " before, with the same key");
        }
        newlyInstalled = true;
        Live installed = new Live(key, sa.parameters());
        live.put(new Name(end, sa.id().direction(), spi), installed);
        Live partner = live.get(new Name(other, opposite(sa.id().direction()), spi));
        if (partner != null && !partner.key.equals(key)) {
            wrong.add("spi " + spi + " has different keys on " + end + " and " + other);
        }
        if (partner != null && !isMirrored(partner.parameters, sa.parameters())) {
            wrong.add("spi " + spi + " is " + sa.parameters() + " on " + end + ", but " + partner.parameters + " on "
                    + other);
        }
        return wrong;
    }

    /** Notes that an SA ended by itself; not one that never had its key. */
    void expired(String end, SaId id) {
        live.remove(new Name(end, id.direction(), id.spi()));
    }

    /** Notes that the kernel of {@code end} was relieved of an SA. */
    List<String> removed(String end, SaId id) {
        boolean known = live.remove(new Name(end, id.direction(), id.spi())) != null;
        return known ? List.of() : List.of(end + " removes " + id + ", which it does not have");
    }

    /** Whether packets can flow both ways between the ends, and, once they could, what keeps them from it. */
    List<String> flowing(String one, String other) {
        List<String> wrong = new ArrayList<>();
        cut(one, other).ifPresent(wrong::add);
        cut(other, one).ifPresent(wrong::add);
        if (wrong.isEmpty() && newlyInstalled) {
            armed = true;
        }
        newlyInstalled = false;
        return armed ? wrong : List.of();
    }

    /** A gap is right from now on: something was ended on purpose. Flow is demanded again when something new has brought it
     * about again. */
    void disarm() {
        armed = false;
    }

    private Optional<String> cut(String from, String to) {
        Spi serving = serving(from);
        if (serving == null) {
            return Optional.of(from + " has no outbound SA");
        }
        return live.containsKey(new Name(to, Direction.INBOUND, serving))
                ? Optional.empty()
                : Optional.of(from + " sends with spi " + serving + ", which " + to + " does not have inbound");
    }

    private @Nullable Spi serving(String end) {
        Spi newest = null;
        for (Name name : live.keySet()) {
            if (name.end.equals(end) && name.direction == Direction.OUTBOUND) {
                newest = name.spi;
            }
        }
        return newest;
    }

    /** SPIs in the kernel of {@code end}. */
    Set<Spi> spis(String end, Direction direction) {
        return live.keySet().stream()
                .filter(name -> name.end.equals(end) && name.direction == direction)
                .map(Name::spi)
                .collect(Collectors.toSet());
    }

    private static boolean isMirrored(EspParameters one, EspParameters other) {
        return one.proposal().equals(other.proposal())
                && one.extendedSequenceNumbers() == other.extendedSequenceNumbers()
                && one.udpEncapsulation().isPresent()
                        == other.udpEncapsulation().isPresent();
    }

    private static Direction opposite(Direction direction) {
        return direction == Direction.INBOUND ? Direction.OUTBOUND : Direction.INBOUND;
    }

    private ByteBuffer hash(SecurityAssociation sa) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            sa.keys().encryption().use(digest::update);
            sa.keys().integrity().ifPresent(key -> key.use(digest::update));
            return ByteBuffer.wrap(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
