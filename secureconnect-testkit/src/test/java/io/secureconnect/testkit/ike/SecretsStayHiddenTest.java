package io.secureconnect.testkit.ike;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.testkit.junit.Seeded;
import io.secureconnect.testkit.time.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Looks for every key of IKE in every text that two ends and what drives them make, and for keys that outlive their use. */
@Seeded
class SecretsStayHiddenTest {
    private static final String PRE_SHARED = "a secret that no text may show";

    private final List<String> texts = new ArrayList<>();
    private final KeyWatch keys = new KeyWatch();

    private IkePair pair(IkeVersion version, SeededRandom random) {
        return IkePair.builder(random)
                .version(version)
                .terms(terms -> terms.preSharedKeys(PRE_SHARED))
                .crypto(keys::crypto)
                .build();
    }

    private void say(IkePair pair) {
        for (IkeEnd end : List.of(pair.a(), pair.b())) {
            texts.add(end + " " + end.session() + " " + end.state() + " " + end.faults() + " "
                    + end.session().children() + end.session().proposal());
        }
        texts.add(pair + "\n" + pair.transcript() + "\n" + pair.flights());
    }

    private static boolean shows(String text, byte[] key) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (int at = 0; at + 12 <= key.length; at += 3) {
            byte[] part = Arrays.copyOfRange(key, at, at + 12);
            String decimal = Arrays.toString(part);
            if (lower.contains(HexFormat.of().formatHex(part))
                    || lower.contains(HexFormat.ofDelimiter(" ").formatHex(part))
                    || text.contains(Base64.getEncoder().encodeToString(part))
                    || text.contains(new String(part, StandardCharsets.ISO_8859_1))
                    || text.contains(decimal.substring(1, decimal.length() - 1))) {
                return true;
            }
        }
        return false;
    }

    private List<String> leaks() {
        String all = String.join("\n", texts);
        return keys.values().stream()
                .filter(key -> shows(all, key))
                .map(HexFormat.of()::formatHex)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(IkeVersion.class)
    void noTextOfAConversationHoldsAKey(IkeVersion version, SeededRandom random) {
        IkePair pair = pair(version, random).establish();
        pair.a().rekeyChild();
        say(pair);
        pair.settle(Duration.ofMinutes(1));
        pair.b().rekeyIke();
        say(pair);
        pair.settle(Duration.ofMinutes(1));
        pair.a().close();
        pair.deliverAll();
        say(pair);
        assertThat(keys.values()).hasSizeGreaterThan(5);
        assertThat(leaks()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(IkeVersion.class)
    void noTextOfARefusalHoldsAKey(IkeVersion version, SeededRandom random) {
        IkePair pair = pair(version, random);
        pair.b().change(terms -> terms.preSharedKeys("quite another secret of the pair"));
        pair.letFly();
        pair.a().initiate();
        pair.advance(Duration.ofMinutes(1));
        say(pair);
        assertThat(pair.a().faults()).isNotEmpty();
        assertThat(keys.values()).isNotEmpty();
        assertThat(leaks()).isEmpty();
    }

    @Test
    void aKeyInATextWouldBeFound(SeededRandom random) {
        pair(IkeVersion.IKEV1, random).establish();
        texts.add("key " + HexFormat.of().formatHex(keys.values().get(0)));
        assertThat(leaks()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(IkeVersion.class)
    void atTheEndOfASessionEveryKeyIsWiped(IkeVersion version, SeededRandom random) {
        for (boolean close : new boolean[] {true, false}) {
            IkePair pair = pair(version, random.split()).establish();
            pair.a().rekeyChild();
            pair.deliverAll();
            pair.b().rekeyIke();
            pair.settle(Duration.ofMinutes(1));
            for (IkeEnd end : List.of(pair.a(), pair.b())) {
                if (close) {
                    end.close();
                } else {
                    end.abandon();
                }
            }
            pair.settle(Duration.ofMinutes(2));
        }
        assertThat(keys.seen())
                .hasSizeGreaterThan(12)
                .filteredOn(key -> !isPreShared(key))
                .allMatch(SecretBytes::isWiped);
    }

    private static boolean isPreShared(SecretBytes key) {
        return !key.isWiped()
                && key.<Boolean>read(octets -> Arrays.equals(octets, PRE_SHARED.getBytes(StandardCharsets.UTF_8)));
    }
}
