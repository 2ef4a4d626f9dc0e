package io.secureconnect.core.ike.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.api.sa.KeyMaterial;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.auth.CertificateAuthentication;
import io.secureconnect.core.ike.crypto.KeyExchange;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.crypto.bc.StandardSignatures;
import io.secureconnect.core.ike.v1.auth.CertificatePhaseOne;
import io.secureconnect.core.ike.v1.auth.PhaseOneAuthentication;
import io.secureconnect.core.ike.v1.auth.PskPhaseOne;
import io.secureconnect.core.ike.v1.crypto.ChainedCipher;
import io.secureconnect.core.ike.v1.crypto.IsakmpCrypto;
import io.secureconnect.core.ike.v1.crypto.bc.StandardIsakmpCrypto;
import io.secureconnect.core.ike.v1.exchange.IsakmpTerms;
import io.secureconnect.core.ike.v1.exchange.Step;
import io.secureconnect.core.ike.v1.informational.Informational;
import io.secureconnect.core.ike.v1.informational.Notice;
import io.secureconnect.core.ike.v1.keys.Rfc2409;
import io.secureconnect.core.ike.v1.mainmode.MainModeContext;
import io.secureconnect.core.ike.v1.mainmode.MainModeInitiator;
import io.secureconnect.core.ike.v1.mainmode.MainModeResponder;
import io.secureconnect.core.ike.v1.mainmode.PhaseOne;
import io.secureconnect.core.ike.v1.quickmode.AgreedSas;
import io.secureconnect.core.ike.v1.quickmode.QuickModeContext;
import io.secureconnect.core.ike.v1.quickmode.QuickModeInitiator;
import io.secureconnect.core.ike.v1.quickmode.QuickModeResponder;
import io.secureconnect.core.pki.Authority;
import io.secureconnect.spi.RandomSource;
import io.secureconnect.spi.UdpEndpoint;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A main mode, quick modes and an informational exchange of this build, read by a {@link Listener} who has the secrets. */
class WholeKeyScheduleTest {
    private static final Instant NOW = Authority.NOW;
    private static final HostPair PATH = HostPair.of("192.0.2.1", "192.0.2.2");
    private static final byte[] PSK = "a key of one pair".getBytes(StandardCharsets.US_ASCII);

    private final Random seeded = new Random(7);
    private final RandomSource random = seeded::nextBytes;
    private final Confiding crypto = new Confiding();
    private final List<byte[]> messages = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "aes256-sha256-modp2048, SHA-256, 32, aes256gcm16, 36, true",
        "aes256-sha1-modp2048, SHA-1, 32, aes256-sha256, 64, true",
        "aes128-sha1-ecp256, SHA-1, 16, aes128gcm16, 20, false",
        "aes256-sha384-ecp384, SHA-384, 32, aes256-sha512, 96, true",
        "aes256-sha512-ecp521, SHA-512, 32, aes256gcm16, 36, true",
        "aes128-sha256-modp3072, SHA-256, 16, aes256-sha1, 52, false"
    })
    void with_a_pre_shared_key(
            String suite, String hash, int keyOctets, String esp, int keymatOctets, boolean forwardSecrecy) {
        PskPhaseOne proofs = PskPhaseOne.of(() -> List.of(new PairKey(1, SecretBytes.copyOf(PSK))));
        IsakmpTerms initiator = terms(PATH, suite, esp, forwardSecrecy, proofs);
        IsakmpTerms responder = terms(PATH.mirror(), suite, esp, forwardSecrecy, proofs);
        List<PhaseOne> both = mainMode(initiator, responder);
        Listener listener = new Listener(hash, keyOctets);
        listener.mainMode(messages, PSK, crypto.lastSecret());
        phaseTwo(listener, both, List.of(initiator, responder), keymatOctets, forwardSecrecy);
    }

    @ParameterizedTest
    @CsvSource({
        "RSA, aes256-sha256-modp2048, SHA-256, true",
        "P-256, aes256-sha256-ecp256, SHA-256, false",
        "P-384, aes256-sha384-ecp384, SHA-384, true",
        "P-256, aes256-sha512-ecp384, SHA-512, true",
        "P-384, aes256-sha256-modp2048, SHA-256, true",
        "P-521, aes256-sha256-ecp521, SHA-256, false"
    })
    void with_signatures(String kind, String suite, String hash, boolean forwardSecrecy) {
        Authority root = Authority.root("CN=Root CA,O=Acme", "P-256");
        Authority issuing = root.below("CN=Issuing CA,O=Acme", kind);
        IsakmpTerms initiator =
                terms(PATH, suite, "aes256gcm16", forwardSecrecy, certificates(root, issuing.issue("CN=web1", kind)));
        IsakmpTerms responder = terms(
                PATH.mirror(), suite, "aes256gcm16", forwardSecrecy, certificates(root, root.issue("CN=db1", kind)));
        List<PhaseOne> both = mainMode(initiator, responder);
        Listener listener = new Listener(hash, 32);
        listener.mainMode(
                messages,
                encoded -> CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(encoded))
                        .getPublicKey(),
                crypto.lastSecret());
        phaseTwo(listener, both, List.of(initiator, responder), 36, forwardSecrecy);
    }

    private PhaseOneAuthentication.Factory certificates(Authority root, Authority.Issued host) {
        var credential = host.credential(root).build();
        return CertificatePhaseOne.of(
                new CertificateAuthentication.Tools(new StandardSignatures()),
                crypto,
                () -> credential,
                "CN=Root CA,O=Acme",
                "peer");
    }

    private List<PhaseOne> mainMode(IsakmpTerms ofInitiator, IsakmpTerms ofResponder) {
        MainModeInitiator initiator =
                new MainModeInitiator(new MainModeContext(crypto, random, ofInitiator, () -> true));
        MainModeResponder responder =
                new MainModeResponder(new MainModeContext(crypto, random, ofResponder, () -> false));
        UdpEndpoint left = new UdpEndpoint(PATH.local(), 500);
        UdpEndpoint right = new UdpEndpoint(PATH.remote(), 500);
        Step<PhaseOne> step = initiator.start(NOW);
        List<PhaseOne> results = new ArrayList<>();
        while (step.send().isPresent()) {
            byte[] message = step.send().get().toArray();
            messages.add(message);
            step = messages.size() % 2 == 1
                    ? responder.receive(message, right, left, NOW)
                    : initiator.receive(message, left, right, NOW);
            assertThat(step.fault()).isEmpty();
            step.result().ifPresent(results::add);
        }
        assertThat(messages).hasSize(6);
        assertThat(results).hasSize(2);
        return List.of(results.get(1), results.get(0));
    }

    /** Two quick modes, the second begun by the other end, with an informational exchange between them. */
    private void phaseTwo(
            Listener listener, List<PhaseOne> both, List<IsakmpTerms> terms, int keymatOctets, boolean forwardSecrecy) {
        List<QuickModeContext> contexts = new ArrayList<>();
        for (int end = 0; end < 2; end++) {
            contexts.add(new QuickModeContext(
                    crypto,
                    random,
                    both.get(end),
                    new Informational(both.get(end), random),
                    terms.get(end),
                    spi -> false));
        }
        quickMode(listener, contexts.get(0), contexts.get(1), keymatOctets, forwardSecrecy);
        byte[] message = contexts.get(1)
                .informational()
                .seal(new Notice.EspDeleted(List.of(new Spi(0x2000))))
                .toArray();
        List<Listener.Raw> told = listener.informational(message);
        assertThat(told).hasSize(1);
        assertThat(told.get(0).body())
                .isEqualTo(Bytes.ofHex("00000001030400010000" + "2000").toArray());
        quickMode(listener, contexts.get(1), contexts.get(0), keymatOctets, forwardSecrecy);
    }

    private void quickMode(
            Listener listener,
            QuickModeContext ofInitiator,
            QuickModeContext ofResponder,
            int keymatOctets,
            boolean forwardSecrecy) {
        int before = crypto.secrets.size();
        QuickModeInitiator initiator = new QuickModeInitiator(ofInitiator, new Spi(0x1000));
        byte[] first = sent(initiator.start(NOW));
        QuickModeResponder responder =
                new QuickModeResponder(ofResponder, initiator.messageId(), () -> Optional.of(new Spi(0xf0000001)));
        Step<AgreedSas> answered = responder.receive(first, NOW);
        byte[] second = sent(answered);
        Step<AgreedSas> done = initiator.receive(second, NOW);
        byte[] third = sent(done);
        assertThat(responder.receive(third, NOW).kind()).isEqualTo(Step.Kind.DONE);
        assertThat(crypto.secrets.size() - before).isEqualTo(forwardSecrecy ? 1 : 0);
        List<byte[]> keymat = listener.quickMode(
                List.of(first, second, third), forwardSecrecy ? crypto.lastSecret() : new byte[0], keymatOctets);
        AgreedSas one = done.result().orElseThrow();
        AgreedSas other = answered.result().orElseThrow();
        assertThat(all(one.keys().outbound(true))).isEqualTo(keymat.get(0));
        assertThat(all(one.keys().inbound(true))).isEqualTo(keymat.get(1));
        assertThat(all(other.keys().inbound(false))).isEqualTo(keymat.get(0));
        assertThat(all(other.keys().outbound(false))).isEqualTo(keymat.get(1));
    }

    private static byte[] sent(Step<AgreedSas> step) {
        assertThat(step.fault()).isEmpty();
        return step.send().orElseThrow().toArray();
    }

    private static byte[] all(KeyMaterial material) {
        return Rfc2409.join(
                material.encryption().read(byte[]::clone),
                material.integrity().map(key -> key.read(byte[]::clone)).orElse(new byte[0]));
    }

    private static IsakmpTerms terms(
            HostPair path, String suite, String esp, boolean forwardSecrecy, PhaseOneAuthentication.Factory proofs) {
        return new IsakmpTerms(
                path,
                "peer",
                List.of(IkeProposal.parse(suite)),
                List.of(EspProposal.parse(esp)),
                EspParameters.builder().build(),
                forwardSecrecy,
                Duration.ofHours(4),
                UdpEncapsulation.AUTO,
                Duration.ofSeconds(30),
                Duration.ofSeconds(20),
                proofs);
    }

    /** The real algorithms; it tells the shared secrets of key exchanges, as the responder has them. */
    private static final class Confiding implements IsakmpCrypto {
        private final IsakmpCrypto real = new StandardIsakmpCrypto();
        private final List<byte[]> secrets = new ArrayList<>();

        byte[] lastSecret() {
            return secrets.get(secrets.size() - 1);
        }

        @Override
        public Prf prf(PseudoRandomFunction function) {
            return real.prf(function);
        }

        @Override
        public byte[] hash(PseudoRandomFunction function, byte[]... parts) {
            return real.hash(function, parts);
        }

        @Override
        public ChainedCipher cipher(EncryptionAlgorithm encryption, SecretBytes key) {
            return real.cipher(encryption, key);
        }

        @Override
        public KeyExchange keyExchange(KeyExchangeMethod method) {
            KeyExchange exchange = real.keyExchange(method);
            return new KeyExchange() {
                @Override
                public KeyExchangeMethod method() {
                    return method;
                }

                @Override
                public Initiation initiate(RandomSource source) {
                    return exchange.initiate(source);
                }

                @Override
                public Optional<Response> respond(Bytes initiatorData, RandomSource source) {
                    Optional<Response> response = exchange.respond(initiatorData, source);
                    response.ifPresent(half -> secrets.add(half.secret().read(byte[]::clone)));
                    return response;
                }
            };
        }

        @Override
        public Optional<byte[]> sign(PrivateKey key, PublicKey own, byte[] hash) {
            return real.sign(key, own, hash);
        }

        @Override
        public boolean verify(PublicKey key, byte[] hash, byte[] signature) {
            return real.verify(key, hash, signature);
        }
    }
}
