package io.secureconnect.linux.xfrm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.linux.netlink.Datagram;
import io.secureconnect.linux.netlink.DecodeException;
import io.secureconnect.linux.netlink.FieldLayout;
import io.secureconnect.linux.netlink.FieldReader;
import io.secureconnect.linux.netlink.FieldWriter;
import io.secureconnect.linux.netlink.NetlinkChannel;
import io.secureconnect.linux.netlink.NetlinkMessage;
import io.secureconnect.linux.netlink.Octets;
import io.secureconnect.linux.netlink.ScriptedSocket;
import io.secureconnect.linux.netlink.Structure;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Reader and writer walk one list: what one writes the other reads, and any octets end in a value or a fault. */
class XfrmCodecTest {
    @Provide
    Arbitrary<Structure<?>> structures() {
        return Arbitraries.of(XfrmHeaderTest.STRUCTURES.stream()
                .filter(s -> s != Algorithm.PLAIN && s != Algorithm.TRUNCATED && s != Algorithm.AEAD)
                .toList());
    }

    @Provide
    Arbitrary<MessageFormat<?>> formats() {
        return Arbitraries.of(MessageFormat.ALL);
    }

    @Property
    void encodingWhatWasDecodedGivesTheSameOctetsButForGaps(
            @ForAll("structures") Structure<?> structure, @ForAll long seed) {
        byte[] octets = new byte[structure.size()];
        new Random(seed).nextBytes(octets);
        byte[] withoutGaps = withoutGaps(structure, octets);

        assertThat(recode(structure, octets)).isEqualTo(withoutGaps);
    }

    private static <T> byte[] recode(Structure<T> structure, byte[] octets) {
        T value = decode(structure, octets);
        byte[] encoded = encode(structure, value);
        assertThat(decode(structure, encoded)).isEqualTo(value);
        return encoded;
    }

    private static <T> T decode(Structure<T> structure, byte[] octets) {
        return new FieldReader(buffer(octets), 0, octets.length, "test").read(structure);
    }

    private static <T> byte[] encode(Structure<T> structure, T value) {
        ByteBuffer encoded = ByteBuffer.allocate(4096).order(ByteOrder.nativeOrder());
        new FieldWriter(encoded).write(structure, value);
        return Arrays.copyOf(encoded.array(), encoded.position());
    }

    private static ByteBuffer buffer(byte[] octets) {
        return ByteBuffer.wrap(octets).order(ByteOrder.nativeOrder());
    }

    /** The octets that belong to a field; an inner structure's own list says which of its octets do. */
    private static byte[] withoutGaps(Structure<?> structure, byte[] octets) {
        List<FieldLayout.Field> fields = FieldLayout.of(structure);
        byte[] kept = new byte[octets.length];
        for (FieldLayout.Field field : fields) {
            boolean holdsOthers = fields.stream().anyMatch(f -> f.name().startsWith(field.name() + "."));
            if (!holdsOthers) {
                System.arraycopy(octets, field.offset(), kept, field.offset(), field.size());
            }
        }
        return kept;
    }

    @Property
    void aStructureCutShortIsAFaultThatNamesItsField(@ForAll("structures") Structure<?> structure, @ForAll long seed) {
        byte[] octets = new byte[new Random(seed).nextInt(structure.size())];

        boolean onlyGapMissing = octets.length >= lastFieldEnd(structure);
        if (!onlyGapMissing) {
            assertThatThrownBy(() -> decode(structure, octets)).isInstanceOfSatisfying(DecodeException.class, e -> {
                assertThat(e.field()).startsWith(structure.name() + ".");
                assertThat(e.offset()).isBetween(0, octets.length);
            });
        }
    }

    private static int lastFieldEnd(Structure<?> structure) {
        return FieldLayout.of(structure).stream()
                .filter(f -> !f.name().isEmpty())
                .filter(f -> FieldLayout.of(structure).stream()
                        .noneMatch(g -> g.name().startsWith(f.name() + ".")))
                .mapToInt(f -> f.offset() + f.size())
                .max()
                .orElse(0);
    }

    @Property
    void anyPayloadOfAnyMessageEndsInAValueOrAFault(
            @ForAll("formats") MessageFormat<?> format, @ForAll @Size(max = 600) byte[] payload) {
        decodeOrFault(format, payload);
    }

    @Property
    void anyAttributesBehindAProperBodyEndInAValueOrAFault(
            @ForAll("formats") MessageFormat<?> format, @ForAll long seed) {
        Random random = new Random(seed);
        ByteBuffer payload = ByteBuffer.allocate(4096).order(ByteOrder.nativeOrder());
        payload.position(format.body().size() + 3 & ~3);
        for (int i = random.nextInt(4); i > 0; i--) {
            byte[] value = new byte[random.nextInt(200)];
            random.nextBytes(value);
            payload.put(ScriptedSocket.attribute(random.nextInt(40), value));
        }
        decodeOrFault(format, Arrays.copyOf(payload.array(), payload.position()));
    }

    private static <B> void decodeOrFault(MessageFormat<B> format, byte[] payload) {
        try {
            XfrmMessage<B> message = decode(format, payload);
            assertThat(message.toString()).isNotEmpty();
        } catch (DecodeException e) {
            assertThat(e.offset()).isBetween(0, 16 + payload.length);
        }
    }

    private static <B> XfrmMessage<B> decode(MessageFormat<B> format, byte[] payload) {
        List<XfrmMessage<B>> decoded = new ArrayList<>();
        Datagram.forEach(
                buffer(ScriptedSocket.message(format.type(), 0, 0, payload)),
                (NetlinkMessage message) -> decoded.add(XfrmMessage.decode(format, message)));
        return decoded.get(0);
    }

    /** Through the whole of writing, sending, receiving and reading. */
    private static <B> XfrmMessage<B> sentAndReceived(XfrmMessage<B> message) {
        ScriptedSocket socket = new ScriptedSocket();
        new NetlinkChannel(socket).execute(List.of(message));
        byte[] datagram = socket.sent().get(0);
        List<XfrmMessage<B>> decoded = new ArrayList<>();
        Datagram.forEach(buffer(datagram), m -> decoded.add(XfrmMessage.decode(message.format(), m)));
        return decoded.get(0);
    }

    @Property
    void policiesComeBackWithAllTheirTemplates(@ForAll long seed, @ForAll @Size(max = 6) List<Long> templates) {
        XfrmMessage<UserPolicy> message = MessageFormat.NEW_POLICY
                .message(random(UserPolicy.STRUCTURE, seed))
                .with(
                        Xfrma.TMPL,
                        templates.stream()
                                .map(t -> random(UserTemplate.STRUCTURE, t))
                                .toList())
                .with(Xfrma.MARK, new XfrmMark((int) seed, -1))
                .with(Xfrma.IF_ID, 12);

        assertThat(sentAndReceived(message)).isEqualTo(message);
    }

    @Property
    void statesComeBackWithTheirReplayWindowAndEncapsulation(@ForAll long seed) {
        int window = 1 + new Random(seed).nextInt(ReplayStateEsn.LARGEST_WINDOW);
        XfrmMessage<UserState> message = MessageFormat.NEW_SA
                .message(random(UserState.STRUCTURE, seed))
                .with(Xfrma.REPLAY_ESN_VAL, ReplayStateEsn.fresh(window))
                .with(Xfrma.ENCAP, random(EncapsulationTemplate.STRUCTURE, seed))
                .with(Xfrma.SET_MARK, 9)
                .with(Xfrma.LTIME_VAL, random(LifetimeUse.STRUCTURE, seed));

        XfrmMessage<UserState> received = sentAndReceived(message);

        assertThat(received).isEqualTo(message);
        assertThat(received.attributes()
                        .find(Xfrma.REPLAY_ESN_VAL)
                        .orElseThrow()
                        .bitmap()
                        .length())
                .isEqualTo((window + 31) / 32 * 4);
    }

    private static <T> T random(Structure<T> structure, long seed) {
        byte[] octets = new byte[structure.size()];
        new Random(seed).nextBytes(octets);
        return decode(structure, octets);
    }

    @Test
    void attributesNobodyKnowsSurvive() {
        byte[] body = new byte[MessageFormat.NEW_POLICY.body().size()];
        byte[] unknown = ScriptedSocket.attribute(0x2ff, (byte) 1, (byte) 2, (byte) 3);
        XfrmMessage<UserPolicy> message = decode(
                MessageFormat.NEW_POLICY,
                ByteBuffer.allocate(body.length + unknown.length)
                        .put(body)
                        .put(unknown)
                        .array());

        assertThat(message.attributes().find(AttributeType.unknown(0x2ff)))
                .contains(Octets.of((byte) 1, (byte) 2, (byte) 3));
        assertThat(message.attributes().toString()).contains("attribute 0x2ff");
        assertThat(sentAndReceived(message)).isEqualTo(message);
    }

    @Test
    void aKeyGoesToTheKernelAndNeverComesBack() {
        byte[] key = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20};
        for (AttributeType<Algorithm> type :
                List.of(Xfrma.ALG_AEAD, Xfrma.ALG_AUTH_TRUNC, Xfrma.ALG_CRYPT, Xfrma.ALG_AUTH)) {
            boolean plain = type == Xfrma.ALG_CRYPT || type == Xfrma.ALG_AUTH;
            Algorithm algorithm = Algorithm.of("rfc4106(gcm(aes))", plain ? 0 : 16, SecretBytes.copyOf(key));
            XfrmMessage<UserState> message =
                    MessageFormat.NEW_SA.message(UserState.STRUCTURE.blank()).with(type, algorithm);
            assertThat(message.holdsKey()).isTrue();
            assertThat(message.toString()).doesNotContain("1, 2, 3").doesNotContainIgnoringCase("010203");

            ScriptedSocket socket = new ScriptedSocket();
            new NetlinkChannel(socket).execute(List.of(message));
            byte[] datagram = socket.sent().get(0);
            assertThat(contains(datagram, key)).isTrue();

            ByteBuffer received = buffer(datagram);
            Datagram.forEach(received, m -> {
                Algorithm back = XfrmMessage.decode(MessageFormat.NEW_SA, m)
                        .attributes()
                        .find(type)
                        .orElseThrow();
                assertThat(back).isEqualTo(algorithm.withoutKey());
                assertThat(back.key()).isEqualTo(Optional.empty());
            });
            assertThat(contains(datagram, key)).as("wiped where it stood").isFalse();
        }
    }

    private static boolean contains(byte[] all, byte[] part) {
        for (int i = 0; i + part.length <= all.length; i++) {
            if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void anAlgorithmThatClaimsAKeyBeyondItsEndIsAFault() {
        ByteBuffer algorithm = ByteBuffer.allocate(68).order(ByteOrder.nativeOrder());
        algorithm
                .put("cbc(aes)".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .putInt(64, -1);

        assertThatThrownBy(() -> decode(Algorithm.PLAIN, algorithm.array()))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("xfrm_algo.alg_key at offset 68: needs 536870912 octets, there are 0");
    }

    @Test
    void aMessageOfAnotherTypeIsAFault() {
        Datagram.forEach(
                buffer(ScriptedSocket.message(0x99, 0, 0)),
                m -> assertThatThrownBy(() -> XfrmMessage.decode(MessageFormat.NEW_SA, m))
                        .isInstanceOf(DecodeException.class)
                        .hasMessageContaining("0x99 where XFRM_MSG_NEWSA was expected"));
    }

    @Test
    void attributeNumbersAndNamesAreUnique() {
        assertThat(Xfrma.TABLE.rows()).extracting(AttributeType::number).doesNotHaveDuplicates();
        assertThat(Xfrma.TABLE.rows()).extracting(AttributeType::name).doesNotHaveDuplicates();
        assertThat(MessageFormat.ALL.stream()
                        .map(MessageFormat::name)
                        .distinct()
                        .count())
                .as("a name for each number")
                .isEqualTo(MessageFormat.ALL.stream()
                        .map(MessageFormat::type)
                        .distinct()
                        .count());
    }
}
