package io.secureconnect.core.keying;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.keying.KeyInstruction;
import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.core.keying.bc.HpkeSealing;
import io.secureconnect.spi.BackendChange;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs rotations with keys that are known and looks for them in every text that comes out: as hexadecimal, Base64, decimal and
 * as they are.
 */
class SecretsStayHiddenTest {
    private static final int SMALLEST_KEY = 20;

    private final List<byte[]> keys = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final TestFleet fleet = new TestFleet(11, new HpkeSealing());

    @BeforeEach
    void drawKeysInSight() {
        fleet.random.watch(octets -> {
            if (octets.length >= SMALLEST_KEY) {
                keys.add(octets);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"aes256gcm16", "aes128gcm16", "aes256-sha512"})
    void no_text_of_a_rotation_holds_a_key(String proposal) {
        fleet.hosts.values().forEach(host -> host.log(texts::add));
        fleet.wanting(TestFleet.path(
                EspParameters.builder().proposal(EspProposal.parse(proposal)).build()));
        fleet.web().kernel().refuseNext(ErrorCode.KERNEL_REFUSED);
        for (int round = 0; round < 3; round++) {
            while (!fleet.toHosts.isEmpty() || !fleet.toDistributor.isEmpty()) {
                step();
            }
            fleet.send(fleet.distributor.rotate(fleet.now));
            say(fleet.distributor);
            say(fleet.distributor.status());
            say(fleet.distributor.save());
        }
        fleet.hosts.values().forEach(host -> say(host.faults()));
        assertThat(fleet.status().generation()).isGreaterThan(2);
        assertThat(keys).hasSizeGreaterThan(7);
        assertThat(texts).hasSizeGreaterThan(30);
        assertHidden();
    }

    @Test
    void no_text_of_a_value_or_a_fault_holds_a_key() throws Exception {
        fleet.wanting(TestFleet.PATH);
        SealedInstruction sealed = fleet.toHosts.get(1);
        KeyInstruction instruction = InstructionEnvelopes.open(fleet.openerOf("web1"), "web1", sealed);
        say(sealed);
        say(instruction);
        say(instruction.sa().orElseThrow());
        say(new BackendChange.InstallSa(instruction.sa().orElseThrow()));
        say(new KeyingEffect.Change(new BackendChange.InstallSa(instruction.sa().orElseThrow())));
        byte[] octets = InstructionCodec.encode(instruction);
        for (int length = 0; length < octets.length; length++) {
            sayFault(Arrays.copyOf(octets, length));
        }
        for (int at = 0; at < octets.length; at++) {
            byte[] changed = octets.clone();
            changed[at] ^= (byte) 0xff;
            sayFault(changed);
        }
        assertThat(keys).hasSize(2);
        assertHidden();
    }

    @Test
    void a_key_in_a_text_would_be_found() {
        fleet.wanting(TestFleet.PATH);
        texts.add("key " + HexFormat.of().formatHex(keys.get(0)));
        assertThat(leaks()).hasSize(1);
    }

    @Test
    void keys_are_wiped_where_they_are_made() {
        List<byte[]> live = new ArrayList<>();
        fleet.random.lend(live::add);
        fleet.wanting(TestFleet.PATH);
        List<byte[]> made = new ArrayList<>(live);
        made.removeIf(octets -> octets.length < SMALLEST_KEY);
        assertThat(made).hasSize(2).allMatch(octets -> Arrays.equals(octets, new byte[octets.length]));
    }

    private void step() {
        if (!fleet.toHosts.isEmpty()) {
            SealedInstruction next = fleet.toHosts.remove(0);
            say(next);
            fleet.deliver(next);
        } else {
            KeyReport next = fleet.toDistributor.remove(0);
            say(next);
            fleet.deliver(next);
        }
    }

    private void sayFault(byte[] octets) {
        try {
            InstructionCodec.decode(octets).close();
        } catch (UnreadableInstructionException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            texts.add(trace.toString());
        }
    }

    private void say(Object something) {
        texts.add(String.valueOf(something));
    }

    private void assertHidden() {
        assertThat(leaks()).isEmpty();
    }

    /** Any twelve octets of a key in a row count. */
    private List<String> leaks() {
        String all = String.join("\n", texts);
        String lower = all.toLowerCase(Locale.ROOT);
        List<String> found = new ArrayList<>();
        for (byte[] key : keys) {
            for (int at = 0; at + 12 <= key.length; at += 3) {
                byte[] part = Arrays.copyOfRange(key, at, at + 12);
                if (lower.contains(HexFormat.of().formatHex(part))
                        || lower.contains(HexFormat.ofDelimiter(" ").formatHex(part))
                        || all.contains(Base64.getEncoder().encodeToString(part))
                        || all.contains(decimal(part))) {
                    found.add(HexFormat.of().formatHex(part));
                    break;
                }
            }
        }
        return found;
    }

    private static String decimal(byte[] part) {
        String list = Arrays.toString(part);
        return list.substring(1, list.length() - 1);
    }
}
