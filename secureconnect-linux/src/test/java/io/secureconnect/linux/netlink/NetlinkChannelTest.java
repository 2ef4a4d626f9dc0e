package io.secureconnect.linux.netlink;

import static io.secureconnect.linux.netlink.ScriptedSocket.ack;
import static io.secureconnect.linux.netlink.ScriptedSocket.attribute;
import static io.secureconnect.linux.netlink.ScriptedSocket.message;
import static io.secureconnect.linux.netlink.ScriptedSocket.u32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NetlinkChannelTest {
    private static final int TYPE = 0x20;
    private static final int REPLY = 0x21;

    private final ScriptedSocket socket = new ScriptedSocket();
    private final NetlinkChannel channel = new NetlinkChannel(socket);

    /** A request with a body of {@code size} octets and an attribute 7 with a number. */
    private record Request(int size, Optional<SecretBytes> key) implements NetlinkRequest {
        private static final Structure<Integer> NUMBER = Structure.of("number", 0, (f, v) -> f.u32("value", v));

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public int bodySize() {
            return size;
        }

        @Override
        public String attributeName(int attribute) {
            return "ATTR_" + attribute;
        }

        @Override
        public void write(MessageWriter writer) {
            writer.body(Structure.of("body", Octets.NONE, (f, v) -> f.rest("octets", v)), Octets.of(new byte[size]));
            writer.attribute(7, NUMBER, 42);
            key.ifPresent(k -> writer.attribute(
                    8, Structure.of("key", Optional.of(k), (f, v) -> f.secret("key", k.length(), v)), Optional.of(k)));
        }

        @Override
        public boolean holdsKey() {
            return key.isPresent();
        }
    }

    private static Request request() {
        return new Request(8, Optional.empty());
    }

    private static List<Request> requests(int count) {
        return IntStream.range(0, count).mapToObj(i -> request()).toList();
    }

    private static List<MessageHeader> headers(byte[] datagram) {
        List<MessageHeader> headers = new ArrayList<>();
        Datagram.forEach(ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder()), m -> headers.add(m.header()));
        return headers;
    }

    /** Answers each datagram with the acknowledgement of its last message. */
    private void acknowledgeAll() {
        socket.onSend(datagram -> {
            List<MessageHeader> headers = headers(datagram);
            socket.answer(ack(headers.get(headers.size() - 1).sequence(), 0));
        });
    }

    @Nested
    class Batches {
        @Test
        void onlyTheLastRequestAsksForAnAcknowledgementAndAllAreAccepted() {
            acknowledgeAll();

            assertThat(channel.execute(requests(3)))
                    .containsOnly(Verdict.ACCEPTED)
                    .hasSize(3);

            List<MessageHeader> sent = headers(socket.sent().get(0));
            assertThat(sent).extracting(MessageHeader::flags).containsExactly(1, 1, 5);
            assertThat(sent).extracting(MessageHeader::sequence).containsExactly(1, 2, 3);
            assertThat(sent).extracting(MessageHeader::portId).containsOnly(ScriptedSocket.PORT);
        }

        @Test
        void eachRefusalMeetsItsRequestByNumberAndTheRestIsAccepted() {
            socket.answer(ack(2, 17)).answer(ack(3, 3), ack(5, 0));

            List<Verdict> verdicts = channel.execute(requests(5));

            assertThat(verdicts)
                    .extracting(Verdict::kind)
                    .containsExactly(
                            Verdict.Kind.ACCEPTED,
                            Verdict.Kind.REFUSED,
                            Verdict.Kind.REFUSED,
                            Verdict.Kind.ACCEPTED,
                            Verdict.Kind.ACCEPTED);
            assertThat(verdicts.get(1).isRefusedWith(Errno.EEXIST)).isTrue();
            assertThat(verdicts.get(2).isRefusedWith(Errno.ESRCH)).isTrue();
        }

        @Test
        void theLastRequestMayBeRefusedToo() {
            socket.answer(ack(2, 22));

            assertThat(channel.execute(requests(2)))
                    .extracting(Verdict::kind)
                    .containsExactly(Verdict.Kind.ACCEPTED, Verdict.Kind.REFUSED);
        }

        @Test
        void manyRequestsGoInDatagramsOf128AndAtMost64KiB() {
            acknowledgeAll();

            assertThat(channel.execute(requests(300))).hasSize(300).containsOnly(Verdict.ACCEPTED);
            assertThat(socket.sent()).extracting(d -> headers(d).size()).containsExactly(128, 128, 44);

            channel.execute(IntStream.range(0, 100)
                    .mapToObj(i -> new Request(1000, Optional.empty()))
                    .toList());
            assertThat(socket.sent()).allSatisfy(d -> assertThat(d.length).isLessThanOrEqualTo(64 * 1024));
            assertThat(socket.sent().subList(3, socket.sent().size()).stream()
                            .mapToInt(d -> headers(d).size())
                            .sum())
                    .isEqualTo(100);
        }

        @Test
        void afterAnOverrunWhatWasNotAnsweredIsUnknownAndNeverLost() {
            socket.answer(ack(2, 17)).fail(Errno.ENOBUFS).answer(ack(4, 3));

            assertThat(channel.execute(requests(6)))
                    .extracting(Verdict::kind)
                    .containsExactly(
                            Verdict.Kind.UNKNOWN,
                            Verdict.Kind.REFUSED,
                            Verdict.Kind.UNKNOWN,
                            Verdict.Kind.REFUSED,
                            Verdict.Kind.UNKNOWN,
                            Verdict.Kind.UNKNOWN);
        }

        @Test
        void anAcknowledgementBehindAnOverrunSpeaksOnlyForItself() {
            socket.fail(Errno.ENOBUFS).answer(ack(3, 0));

            assertThat(channel.execute(requests(3)))
                    .extracting(Verdict::kind)
                    .containsExactly(Verdict.Kind.UNKNOWN, Verdict.Kind.UNKNOWN, Verdict.Kind.ACCEPTED);
        }

        @Test
        void aKernelThatStaysSilentLeavesThingsUnknown() {
            assertThat(channel.execute(requests(2))).containsOnly(Verdict.UNKNOWN);
        }

        @Test
        void whatIsLeftFromAnExchangeThatWasGivenUpIsPassedOver() {
            channel.execute(requests(2)); // sequence 1 and 2 stay unanswered
            socket.answer(ack(1, 22), ack(2, 0), ack(3, 0));

            assertThat(channel.execute(requests(1))).containsExactly(Verdict.ACCEPTED);
        }

        @Test
        void aSendThatFailsRefusesItsDatagramAlone() {
            socket.onSend(datagram -> {
                if (socket.sent().size() == 1) {
                    throw new NetlinkIoException("send", Errno.EMSGSIZE);
                }
                socket.answer(
                        ack(headers(datagram).get(headers(datagram).size() - 1).sequence(), 0));
            });

            List<Verdict> verdicts = channel.execute(requests(130));

            assertThat(verdicts.subList(0, 128)).allMatch(v -> v.isRefusedWith(Errno.EMSGSIZE));
            assertThat(verdicts.subList(128, 130)).containsOnly(Verdict.ACCEPTED);
        }

        @Test
        void nothingToDoSendsNothing() {
            assertThat(channel.execute(List.of())).isEmpty();
            assertThat(socket.sent()).isEmpty();
        }

        @Test
        void theSendBufferIsWipedAfterAKeyWasInItEvenIfTheSendFails() {
            byte[] key = {11, 12, 13, 14, 15, 16, 17, 18};
            Request secret = new Request(8, Optional.of(SecretBytes.copyOf(key)));
            acknowledgeAll();

            channel.execute(List.of(secret));
            assertThat(contains(socket.sent().get(0), key))
                    .as("the kernel got the key")
                    .isTrue();
            assertThat(contains(bufferNow(), key)).isFalse();

            socket.onSend(datagram -> {
                throw new NetlinkIoException("send", Errno.EPERM);
            });
            channel.execute(List.of(secret));
            assertThat(contains(bufferNow(), key)).isFalse();
        }

        private byte[] bufferNow() {
            byte[] all = new byte[socket.sendBuffer().capacity()];
            socket.sendBuffer().get(0, all);
            return all;
        }

        private boolean contains(byte[] all, byte[] part) {
            return IntStream.rangeClosed(0, all.length - part.length)
                    .anyMatch(i -> Arrays.equals(all, i, i + part.length, part, 0, part.length));
        }
    }

    @Nested
    class ExtendedAcknowledgements {
        @Test
        void theKernelsWordsAndTheAttributeAtTheOffsetAreInTheError() {
            byte[] text = attribute(1, "no such thing\0".getBytes(StandardCharsets.UTF_8));
            byte[] offset = attribute(2, u32(16 + 8));
            socket.answer(ack(1, 22, concat(text, offset)));

            NetlinkError error = channel.execute(requests(1)).get(0).error().orElseThrow();

            assertThat(error.text()).contains("no such thing");
            assertThat(error.attribute()).contains("ATTR_7");
            assertThat(error).hasToString("EINVAL (invalid argument), kernel says: no such thing [ATTR_7]");
        }

        @Test
        void anOffsetInsideAnAttributeNamesIt() {
            socket.answer(ack(1, 22, attribute(2, u32(16 + 8 + 5))));

            assertThat(channel.execute(requests(1)).get(0).error().orElseThrow().attribute())
                    .contains("ATTR_7");
        }

        @Test
        void anOffsetBeforeTheAttributesOrBehindTheMessageIsANumber() {
            socket.answer(ack(1, 22, attribute(2, u32(4)))).answer(ack(2, 22, attribute(2, u32(-1))));

            assertThat(channel.execute(requests(1)).get(0).error().orElseThrow().attribute())
                    .contains("offset 4");
            assertThat(channel.execute(requests(1)).get(0).error().orElseThrow().attribute())
                    .contains("offset 4294967295");
        }

        @Test
        void aMissingAttributeIsNamed() {
            socket.answer(ack(1, 22, attribute(5, u32(9))));

            assertThat(channel.execute(requests(1)).get(0).error().orElseThrow().attribute())
                    .contains("missing ATTR_9");
        }

        @Test
        void anUncappedRefusalRepeatsTheRequestBeforeItsAttributes() {
            byte[] text = attribute(1, "why".getBytes(StandardCharsets.UTF_8));
            ByteBuffer payload = ByteBuffer.allocate(20 + 8 + text.length).order(ByteOrder.nativeOrder());
            payload.putInt(-22)
                    .putInt(16 + 8)
                    .putInt(0)
                    .putInt(1)
                    .putInt(0)
                    .putLong(-1)
                    .put(text);
            socket.answer(message(2, NetlinkFlag.ACK_TLVS, 1, payload.array()));

            assertThat(channel.execute(requests(1)).get(0).error().orElseThrow().text())
                    .contains("why");
        }

        private byte[] concat(byte[] a, byte[] b) {
            return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
        }
    }

    @Nested
    class Dumps {
        private static final int MULTI = NetlinkFlag.MULTI;

        private int number(NetlinkMessage message) {
            return message.payload("reply").u32("number", 0);
        }

        private byte[] done(int sequence) {
            return message(ControlType.DONE, MULTI, sequence, u32(0));
        }

        @Test
        void partsOfManyDatagramsAreOneList() {
            socket.answer(message(REPLY, MULTI, 1, u32(10)), message(REPLY, MULTI, 1, u32(11)))
                    .answer(message(REPLY, MULTI, 1, u32(12)))
                    .answer(done(1));

            assertThat(channel.dump(request(), this::number)).containsExactly(10, 11, 12);
            assertThat(headers(socket.sent().get(0)).get(0).flags()).isEqualTo(0x301);
        }

        @Test
        void aDumpThatWasInterruptedBeginsAgain() {
            socket.answer(message(REPLY, MULTI, 1, u32(10)))
                    .answer(message(REPLY, MULTI | NetlinkFlag.DUMP_INTR, 1, u32(11)), done(1))
                    .answer(message(REPLY, MULTI, 2, u32(20)), done(2));

            assertThat(channel.dump(request(), this::number)).containsExactly(20);
        }

        @Test
        void aDumpOfWhichAPartWasLostBeginsAgain() {
            socket.answer(message(REPLY, MULTI, 1, u32(10)))
                    .fail(Errno.ENOBUFS)
                    .answer(message(REPLY, MULTI, 1, u32(12)), done(1));
            socket.onSend(datagram -> {
                if (socket.sent().size() == 2) {
                    socket.answer(message(REPLY, MULTI, 2, u32(10)), message(REPLY, MULTI, 2, u32(12)), done(2));
                }
            });

            assertThat(channel.dump(request(), this::number)).containsExactly(10, 12);
        }

        @Test
        void aDatabaseThatNeverStandsStillIsAnErrorThatNamesTheCause() {
            socket.onSend(datagram -> socket.answer(message(
                    ControlType.DONE,
                    MULTI | NetlinkFlag.DUMP_INTR,
                    socket.sent().size(),
                    u32(0))));

            assertThatThrownBy(() -> channel.dump(request(), this::number))
                    .isInstanceOfSatisfying(
                            SecureConnectException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.KERNEL_PROTOCOL))
                    .hasMessageContaining("interrupted 8 times");
        }

        @Test
        void aRefusedDumpIsAnErrorWithItsNumber() {
            socket.answer(ack(1, 1));

            assertThatThrownBy(() -> channel.dump(request(), this::number))
                    .isInstanceOfSatisfying(NetlinkIoException.class, e -> {
                        assertThat(e.errno()).isEqualTo(Errno.EPERM);
                        assertThat(e.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
                    });
        }

        @Test
        void anErrorAtTheEndOfADumpIsNotTakenForItsEnd() {
            socket.answer(message(ControlType.DONE, MULTI, 1, u32(-12)));

            assertThatThrownBy(() -> channel.dump(request(), this::number)).hasMessageContaining("ENOMEM");
        }

        @Test
        void everyDatagramIsWipedAfterUseAlsoWhenItsDecoderFails() {
            socket.answer(message(REPLY, MULTI, 1, u32(10)))
                    .answer(message(REPLY, MULTI, 1, (byte) 9, (byte) 9, (byte) 9))
                    .answer(message(REPLY, MULTI, 1, u32(11)), done(1));

            assertThatThrownBy(() -> channel.dump(request(), this::number)).isInstanceOf(DecodeException.class);

            assertThat(socket.handedOut()).hasSize(3).allSatisfy(datagram -> {
                byte[] now = new byte[datagram.limit()];
                datagram.get(0, now);
                assertThat(now).containsOnly(0);
            });
        }
    }

    @Nested
    class Questions {
        @Test
        void theAnswerIsDecoded() {
            socket.answer(message(REPLY, 0, 1, u32(5)));

            assertThat(channel.ask(request(), m -> m.payload("reply").u32("n", 0))
                            .value())
                    .contains(5);
        }

        @Test
        void aRefusalIsAValue() {
            socket.answer(ack(1, 2));

            assertThat(channel.ask(request(), m -> 0).error().orElseThrow().errno())
                    .isEqualTo(Errno.ENOENT);
        }

        @Test
        void aLostAnswerIsAValueToo() {
            socket.fail(Errno.ENOBUFS);

            assertThat(channel.ask(request(), m -> 0).error().orElseThrow().errno())
                    .isEqualTo(Errno.ENOBUFS);
        }
    }

    @Test
    void closingClosesTheSocket() {
        channel.close();
        assertThat(socket.isClosed()).isTrue();
    }
}
