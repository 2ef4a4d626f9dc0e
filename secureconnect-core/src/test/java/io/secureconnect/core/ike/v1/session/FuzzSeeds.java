package io.secureconnect.core.ike.v1.session;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.v1.exchange.Step;
import io.secureconnect.core.ike.v1.mainmode.MainModeContext;
import io.secureconnect.core.ike.v1.mainmode.MainModeInitiator;
import io.secureconnect.core.ike.v1.mainmode.PhaseOne;
import io.secureconnect.core.ike.v1.negotiate.PhaseTwoProposals;
import io.secureconnect.core.ike.v1.registry.EncapsulationMode;
import io.secureconnect.core.ike.v1.registry.ExchangeType;
import io.secureconnect.core.ike.v1.registry.NotifyType;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpHead;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Writes what fuzzing of {@link IsakmpSessionFuzz} begins with into the folder that it is given: run it by hand. */
final class FuzzSeeds {
    private static final int DOI = 1;
    private static final int ISAKMP = 1;
    private static final int ESP = 3;
    private static final int EXCHANGE = 7;
    private static final int LATEST = 0x80;
    private static final int QUICK = 8;
    private static final int COMMIT = 16;
    private static final int ACT = 6;
    private static final Spi OWN = new Spi(0xcafe0001);
    private static final Spi NEXT = new Spi(0xcafe0002);
    private static final Bytes NONCE = Bytes.wrap(new byte[32]);

    private final Path folder;

    private FuzzSeeds(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] folder) throws IOException {
        FuzzSeeds seeds = new FuzzSeeds(Path.of(folder[0]));
        seeds.strangers();
        seeds.insiders();
    }

    private void strangers() throws IOException {
        List<byte[]> messages = mainMode();
        write("stranger", "seed-main-mode", datagrams(0, messages));
        write("stranger", "seed-main-mode-late", datagrams(0x4000, messages));
        write("stranger", "seed-first-twice", datagrams(0, List.of(messages.get(0), messages.get(0))));
        byte[] second = messages.get(0).clone();
        second[0] ^= 1;
        write("stranger", "seed-two-begin", datagrams(0, List.of(messages.get(0), second)));
        byte[] aggressive = messages.get(0).clone();
        aggressive[18] = (byte) ExchangeType.AGGRESSIVE.number();
        write("stranger", "seed-aggressive", datagrams(0, List.of(aggressive)));
        ByteBuffer third = ByteBuffer.wrap(messages.get(1));
        List<byte[]> notices = new ArrayList<>(messages.subList(0, 1));
        for (IsakmpPayload payload : notices(third.getLong(0), third.getLong(8))) {
            notices.add(IsakmpCodec.encode(
                    new IsakmpHead(
                            third.getLong(0),
                            third.getLong(8),
                            IsakmpHead.IKEV1,
                            ExchangeType.INFORMATIONAL.number(),
                            false,
                            false,
                            false,
                            EXCHANGE),
                    List.of(payload)));
        }
        write("stranger", "seed-notices", datagrams(0, notices));
        List<byte[]> pieces = new ArrayList<>();
        int half = messages.get(1).length / 2;
        for (int number = 1; number <= 2; number++) {
            byte[] whole = messages.get(1);
            Bytes part = Bytes.copyOf(whole, number == 1 ? 0 : half, number == 1 ? half : whole.length);
            pieces.add(IsakmpCodec.encode(
                    headOfFragments(whole), List.of(new IsakmpPayload.Fragment(1, number, number == 2, part))));
        }
        pieces.add(0, messages.get(0));
        write("stranger", "seed-fragments", datagrams(0, pieces));
    }

    private static IsakmpHead headOfFragments(byte[] message) {
        ByteBuffer head = ByteBuffer.wrap(message);
        return new IsakmpHead(
                head.getLong(0), head.getLong(8), IsakmpHead.IKEV1, head.get(18) & 0xff, false, false, false, 0);
    }

    /** Messages 1, 3 and 5 of somebody whose key is another one. */
    private static List<byte[]> mainMode() {
        FuzzedSession session = new FuzzedSession(IsakmpSessionFuzz.UNKNOWN);
        Random random = new Random(2407);
        MainModeInitiator mainMode = new MainModeInitiator(new MainModeContext(
                new FuzzCrypto(),
                random::nextBytes,
                FuzzedSession.terms(FuzzedSession.PATH.mirror(), Insider.SECRET),
                () -> true));
        List<byte[]> said = new ArrayList<>();
        Step<PhaseOne> step = mainMode.start(session.now());
        while (step.send().isPresent()) {
            said.add(step.send().orElseThrow().toArray());
            int before = session.sent.size();
            session.receive(said.get(said.size() - 1), false);
            if (session.sent.size() == before || said.size() == 3) {
                break;
            }
            step = mainMode.receive(
                    session.sent.get(before).payload().toArray(),
                    FuzzedSession.endpoint(false, false),
                    FuzzedSession.endpoint(true, false),
                    session.now());
        }
        return said;
    }

    private static byte[] datagrams(int flags, List<byte[]> payloads) {
        ByteArrayOutputStream script = new ByteArrayOutputStream();
        for (byte[] payload : payloads) {
            script.writeBytes(ByteBuffer.allocate(2)
                    .putShort((short) (flags | payload.length))
                    .array());
            script.writeBytes(payload);
        }
        return script.toByteArray();
    }

    private void insiders() throws IOException {
        byte[] child = concat(say(QUICK | 1, EXCHANGE, quickMode(OWN, false)), say(QUICK | 3, EXCHANGE, List.of()));
        write("insider", "seed-child", child);
        write(
                "insider",
                "seed-child-with-key-exchange",
                concat(say(QUICK | 1, EXCHANGE, quickMode(OWN, true)), say(QUICK | 3, EXCHANGE, List.of())));
        write(
                "insider",
                "seed-child-with-commit",
                concat(
                        say(QUICK | COMMIT | 1, EXCHANGE, quickMode(OWN, false)),
                        say(QUICK | COMMIT | 3, EXCHANGE, List.of())));
        write("insider", "seed-child-replaced-by-this-host", concat(child, acts(0), answer()));
        write("insider", "seed-child-replaced-twice", concat(child, acts(0), answer(), acts(0)));
        write(
                "insider",
                "seed-child-deleted",
                concat(child, say(1, EXCHANGE + 1, List.of(delete(OWN))), say(1, EXCHANGE + 2, List.of(delete(OWN)))));
        Insider deterministic = new Insider(new FuzzedSession(Insider.SECRET));
        int id = EXCHANGE + 1;
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(child);
        for (IsakmpPayload notice : notices(
                deterministic.cookies().initiator(), deterministic.cookies().responder())) {
            byte[] said = concat(child, say(1, ++id, List.of(notice)));
            write("insider", "seed-notice-" + (id - EXCHANGE - 1), said);
            all.writeBytes(say(1, id, List.of(notice)));
        }
        write("insider", "seed-notices", all.toByteArray());
        for (int what = 0; what < 8; what++) {
            write("insider", "seed-act-" + what, concat(child, acts(what), new byte[] {(byte) (20 << 3 | 4)}));
        }
        write(
                "insider",
                "seed-nonsense",
                concat(say(QUICK, EXCHANGE, List.of()), say(0, EXCHANGE, List.of(delete(OWN)))));
    }

    private static byte[] answer() {
        PhaseTwoProposals proposals = proposals(false);
        IsakmpPayload answer =
                proposals.choose(proposals.offer(OWN)).orElseThrow().answer(NEXT);
        return say(QUICK | 2, LATEST, List.of(answer, new IsakmpPayload.Nonce(NONCE)));
    }

    private static List<IsakmpPayload> quickMode(Spi spi, boolean keyExchange) {
        List<IsakmpPayload> payloads =
                new ArrayList<>(List.of(proposals(keyExchange).offer(spi), new IsakmpPayload.Nonce(NONCE)));
        if (keyExchange) {
            payloads.add(new IsakmpPayload.KeyExchange(Bytes.wrap(new byte[CheapKeyExchange.OCTETS])));
        }
        payloads.add(new IsakmpPayload.Identification(IkeIdentity.address(FuzzedSession.PATH.remote()), 0, 0));
        payloads.add(new IsakmpPayload.Identification(IkeIdentity.address(FuzzedSession.PATH.local()), 0, 0));
        return payloads;
    }

    private static PhaseTwoProposals proposals(boolean keyExchange) {
        return new PhaseTwoProposals(
                List.of(EspProposal.parse("aes128gcm16"), EspProposal.parse("aes256-sha256")),
                keyExchange ? Optional.of(KeyExchangeMethod.ECP_256) : Optional.empty(),
                EncapsulationMode.TRANSPORT.number(),
                SaLifetime.standard());
    }

    private static IsakmpPayload delete(Spi spi) {
        return new IsakmpPayload.Delete(DOI, ESP, 4, List.of(bytes(spi)));
    }

    private static Bytes bytes(Spi spi) {
        return Bytes.wrap(ByteBuffer.allocate(4).putInt(spi.value()).array());
    }

    private static List<IsakmpPayload> notices(long initiator, long responder) {
        Bytes cookies = Bytes.wrap(
                ByteBuffer.allocate(16).putLong(initiator).putLong(responder).array());
        Bytes number = Bytes.ofHex("00000001");
        List<IsakmpPayload> notices = new ArrayList<>();
        notices.add(new IsakmpPayload.Delete(DOI, ISAKMP, 16, List.of(cookies)));
        for (NotifyType type : List.of(
                NotifyType.INITIAL_CONTACT,
                NotifyType.R_U_THERE,
                NotifyType.R_U_THERE_ACK,
                NotifyType.NO_PROPOSAL_CHOSEN,
                NotifyType.AUTHENTICATION_FAILED)) {
            notices.add(new IsakmpPayload.Notification(DOI, ISAKMP, cookies, type.number(), number));
        }
        for (NotifyType type : List.of(NotifyType.CONNECTED, NotifyType.INVALID_SPI, NotifyType.RESPONDER_LIFETIME)) {
            Bytes data = type == NotifyType.RESPONDER_LIFETIME ? Bytes.ofHex("800b0001800c003c") : Bytes.empty();
            notices.add(new IsakmpPayload.Notification(DOI, ESP, bytes(OWN), type.number(), data));
        }
        return notices;
    }

    private static byte[] acts(int what) {
        return new byte[] {(byte) (what << 3 | ACT)};
    }

    private static byte[] say(int what, int id, List<IsakmpPayload> payloads) {
        byte[] chain = IsakmpCodec.encodeChain(payloads);
        return ByteBuffer.allocate(5 + chain.length)
                .put((byte) what)
                .put((byte) id)
                .put((byte) IsakmpCodec.firstType(payloads))
                .putShort((short) chain.length)
                .put(chain)
                .array();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private void write(String target, String name, byte[] octets) throws IOException {
        Files.createDirectories(folder.resolve(target));
        Files.write(folder.resolve(target).resolve(name), octets);
    }
}
