package io.secureconnect.core.ike.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.core.ike.wire.v2.IkeMessage;
import io.secureconnect.core.ike.wire.v2.MessageCodec;
import io.secureconnect.core.ike.wire.v2.MessageHead;
import io.secureconnect.core.ike.wire.v2.Payload;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageRulesTest {
    @Nested
    class Inside {
        @ParameterizedTest
        @CsvSource({
            "IKE_SA_INIT,     false, SA KE Nonce",
            "IKE_SA_INIT,     false, COOKIE SA KE Nonce NAT_DETECTION_SOURCE_IP NAT_DETECTION_DESTINATION_IP V V",
            "IKE_SA_INIT,     true,  SA KE Nonce CERTREQ V",
            "IKE_SA_INIT,     true,  COOKIE",
            "IKE_SA_INIT,     true,  INVALID_KE_PAYLOAD",
            "IKE_SA_INIT,     true,  PRIVATE_ERROR",
            "IKE_INTERMEDIATE, false, KE",
            "IKE_INTERMEDIATE, true, KE",
            "IKE_INTERMEDIATE, false, V",
            "IKE_AUTH,        false, IDi CERT CERT INITIAL_CONTACT CERTREQ IDr AUTH USE_TRANSPORT_MODE SA TSi TSr",
            "IKE_AUTH,        false, IDi AUTH",
            "IKE_AUTH,        false, IDi AUTH PPK_IDENTITY NO_PPK_AUTH SA TSi TSr",
            "IKE_AUTH,        true,  IDr AUTH PPK_IDENTITY:0 SA TSi TSr",
            "IKE_AUTH,        true,  IDr CERT AUTH USE_TRANSPORT_MODE SA TSi TSr",
            "IKE_AUTH,        true,  IDr AUTH NO_PROPOSAL_CHOSEN",
            "IKE_AUTH,        true,  AUTHENTICATION_FAILED",
            "NEW_CHILD,       false, SA Nonce KE TSi TSr",
            "NEW_CHILD,       true,  SA Nonce TSi TSr",
            "NEW_CHILD,       true,  NO_ADDITIONAL_SAS",
            "REKEY_CHILD,     false, REKEY_SA USE_TRANSPORT_MODE SA Nonce KE TSi TSr",
            "REKEY_CHILD,     true,  CHILD_SA_NOT_FOUND",
            "REKEY_IKE,       false, SAike Nonce KE",
            "REKEY_IKE,       true,  SAike Nonce KE ADDITIONAL_KEY_EXCHANGE",
            "REKEY_IKE,       true,  TEMPORARY_FAILURE",
            "IKE_FOLLOWUP_KE, false, KE ADDITIONAL_KEY_EXCHANGE",
            "IKE_FOLLOWUP_KE, true,  KE",
            "IKE_FOLLOWUP_KE, true,  STATE_NOT_FOUND",
            "INFORMATIONAL,   false, ''",
            "INFORMATIONAL,   true,  ''",
            "INFORMATIONAL,   false, D D",
            "INFORMATIONAL,   false, Dike AUTHENTICATION_FAILED",
            "INFORMATIONAL,   false, CP X"
        })
        void legal(ExchangeForm form, boolean response, String words) {
            assertThat(MessageRules.inner(form, response, Samples.payloads(words)))
                    .isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "IKE_SA_INIT,     false, SA KE, Nonce occurs 0 times",
            "IKE_SA_INIT,     false, SA SA KE Nonce, SA occurs 2 times",
            "IKE_SA_INIT,     false, SA KE Nonce15, a nonce of 15 octets",
            "IKE_SA_INIT,     false, SA KE Nonce257, a nonce of 257 octets",
            "IKE_SA_INIT,     false, SAempty KE Nonce, an SA without a proposal",
            "IKE_SA_INIT,     false, SA KE Nonce CERTREQ, CERTREQ has no place there",
            "IKE_SA_INIT,     false, COOKIE, SA occurs 0 times",
            "IKE_SA_INIT,     false, COOKIE COOKIE SA KE Nonce, COOKIE occurs 2 times",
            "IKE_SA_INIT,     false, SA KE Nonce SK, SK has no place there",
            "IKE_SA_INIT,     true,  SA Nonce, KE occurs 0 times",
            "IKE_INTERMEDIATE, false, KE KE, KE occurs 2 times",
            "IKE_AUTH,        false, IDi SA TSi TSr, AUTH occurs 0 times",
            "IKE_AUTH,        false, IDi AUTH SA TSi, 'of SA, TSi, TSr either all occur or none'",
            "IKE_AUTH,        false, IDi AUTH EAP, EAP has no place there",
            "IKE_AUTH,        false, AUTHENTICATION_FAILED, IDi occurs 0 times",
            "IKE_AUTH,        true,  IDi AUTH SA TSi TSr, IDi has no place there",
            "NEW_CHILD,       false, SA Nonce TSi, TSr occurs 0 times",
            "NEW_CHILD,       false, SA Nonce TSempty TSr, no traffic selector",
            "REKEY_CHILD,     false, REKEY_SA REKEY_SA SA Nonce TSi TSr, REKEY_SA occurs 2 times",
            "REKEY_CHILD,     false, REKEY_SAike SA Nonce TSi TSr, REKEY_SA about IKE with an SPI of 4 octets",
            "REKEY_CHILD,     false, REKEY_SAlong SA Nonce TSi TSr, REKEY_SA about ESP with an SPI of 5 octets",
            "IKE_SA_INIT,     true,  COOKIE:0, COOKIE with 0 octets of data",
            "IKE_SA_INIT,     true,  COOKIE:65, COOKIE with 65 octets of data",
            "IKE_SA_INIT,     true,  INVALID_KE_PAYLOAD:1, INVALID_KE_PAYLOAD with 1 octets of data",
            "IKE_SA_INIT,     false, SA KE Nonce NAT_DETECTION_SOURCE_IP:16, NAT_DETECTION_SOURCE_IP with 16 octets",
            "IKE_SA_INIT,     false, SA KE Nonce SIGNATURE_HASH_ALGORITHMS:3, SIGNATURE_HASH_ALGORITHMS with 3 octets",
            "IKE_AUTH,        false, IDi AUTH PPK_IDENTITY:1, PPK_IDENTITY with 1 octets of data",
            "INFORMATIONAL,   false, SET_WINDOW_SIZE:3, SET_WINDOW_SIZE with 3 octets of data",
            "REKEY_IKE,       false, SAike Nonce, KE occurs 0 times",
            "REKEY_IKE,       false, SAike Nonce KE TSi TSr, TSi has no place there",
            "IKE_FOLLOWUP_KE, false, KE, ADDITIONAL_KEY_EXCHANGE occurs 0 times",
            "INFORMATIONAL,   false, KE, KE has no place there",
            "INFORMATIONAL,   false, Dstrange, a Delete for ESP with SPIs of 8 octets"
        })
        void illegal(ExchangeForm form, boolean response, String words, String why) {
            IkeFault fault =
                    MessageRules.inner(form, response, Samples.payloads(words)).orElseThrow();
            assertThat(fault.detail()).startsWith(form + (response ? " response" : " request") + ": " + why);
            assertThat(fault.notifyType()).hasValue(NotifyType.INVALID_SYNTAX.number());
            assertThat(fault.reason()).isEqualTo(NegotiationFailure.PROTOCOL_ERROR);
        }

        @ParameterizedTest
        @EnumSource(ExchangeForm.class)
        void anUnknownPayloadIsRefusedIfItIsCritical(ExchangeForm form) {
            IkeFault fault =
                    MessageRules.inner(form, false, Samples.payloads("X*")).orElseThrow();
            assertThat(fault.notifyType()).hasValue(NotifyType.UNSUPPORTED_CRITICAL_PAYLOAD.number());
            assertThat(fault.detail())
                    .isEqualTo("payload type 200 (0xc8) is critical and not supported (RFC 7296 §2.5)");
            assertThat(FaultTable.notification(fault, Samples.payloads("X X*"))
                            .orElseThrow()
                            .data()
                            .toHex())
                    .isEqualTo("c8");
        }
    }

    @Nested
    class Form {
        @ParameterizedTest
        @CsvSource({
            "34, SA KE Nonce, IKE_SA_INIT",
            "35, IDi, IKE_AUTH",
            "36, SA Nonce TSi TSr, NEW_CHILD",
            "36, REKEY_SA SA Nonce TSi TSr, REKEY_CHILD",
            "36, SAike Nonce KE, REKEY_IKE",
            "37, '', INFORMATIONAL",
            "43, KE, IKE_INTERMEDIATE",
            "44, KE, IKE_FOLLOWUP_KE"
        })
        void followsFromTypeAndPayloads(int type, String words, ExchangeForm form) {
            assertThat(ExchangeForm.ofRequest(type, Samples.payloads(words))).contains(form);
            assertThat(form.type().number()).isEqualTo(type);
        }

        @Test
        void isEmptyForATypeWithoutARow() {
            assertThat(ExchangeForm.ofRequest(240, List.of())).isEmpty();
        }
    }

    @Nested
    class Clear {
        @ParameterizedTest
        @ValueSource(strings = {"SK", "SKF", "V SK", "X SK"})
        void otherExchangesAreEncrypted(String words) {
            assertThat(clear(35, false, words)).isEmpty();
            assertThat(MessageRules.isEncrypted(message(35, false, words))).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "IDi AUTH", "IDi SK", "INITIAL_CONTACT SK", "V", "INVALID_SYNTAX"})
        void nothingElseStandsInClearInARequest(String words) {
            assertThat(clear(35, false, words).orElseThrow().notifyType()).hasValue(NotifyType.INVALID_SYNTAX.number());
        }

        @Test
        void aCriticalPayloadBesideTheEncryptedOneIsRefused() {
            assertThat(clear(35, false, "X* SK").orElseThrow().notifyType())
                    .hasValue(NotifyType.UNSUPPORTED_CRITICAL_PAYLOAD.number());
        }

        @Test
        void notificationsInClearAreANotice() {
            assertThat(clear(35, true, "INVALID_IKE_SPI")).isEmpty();
            assertThat(clear(37, false, "INVALID_SPI V")).isEmpty();
            assertThat(MessageRules.isUnprotectedNotice(message(35, true, "INVALID_IKE_SPI")))
                    .isTrue();
            assertThat(MessageRules.isUnprotectedNotice(message(35, true, "SK")))
                    .isFalse();
            assertThat(clear(37, false, "D")).isPresent();
            assertThat(clear(37, true, "")).isPresent();
        }

        @Test
        void theFirstExchangeHasItsTable() {
            assertThat(clear(34, false, "SA KE Nonce")).isEmpty();
            assertThat(clear(34, false, "SA KE")).isPresent();
        }

        private Optional<IkeFault> clear(int exchangeType, boolean response, String words) {
            return MessageRules.clear(message(exchangeType, response, words));
        }

        private IkeMessage message(int exchangeType, boolean response, String words) {
            List<Payload> payloads = Samples.payloads(words);
            return new IkeMessage(new MessageHead(1, 2, 0x20, exchangeType, true, false, response, 1), payloads);
        }
    }

    @Nested
    class Head {
        @Test
        void legal() {
            assertThat(MessageRules.head(new MessageHead(1, 0, 0x20, 34, true, false, false, 0)))
                    .isEmpty();
            assertThat(MessageRules.head(new MessageHead(1, 0, 0x20, 34, false, false, true, 0)))
                    .isEmpty();
            assertThat(MessageRules.head(new MessageHead(1, 2, 0x21, 35, true, false, false, 7)))
                    .isEmpty();
        }

        @Test
        void anotherMajorVersion() {
            IkeFault fault = MessageRules.head(new MessageHead(1, 0, 0x30, 34, true, false, false, 0))
                    .orElseThrow();
            assertThat(fault.notifyType()).hasValue(NotifyType.INVALID_MAJOR_VERSION.number());
        }

        @Test
        void whatTheFirstExchangeMayNotHave() {
            refused(new MessageHead(0, 0, 0x20, 34, true, false, false, 0));
            refused(new MessageHead(1, 5, 0x20, 34, true, false, false, 0));
            refused(new MessageHead(1, 0, 0x20, 34, true, false, false, 1));
            refused(new MessageHead(1, 0, 0x20, 34, false, false, false, 0));
            refused(new MessageHead(1, 2, 0x20, 34, true, false, true, 0));
            refused(new MessageHead(1, 2, 0x20, 99, true, false, true, 0));
        }

        private void refused(MessageHead head) {
            assertThat(MessageRules.head(head).orElseThrow().notifyType()).hasValue(NotifyType.INVALID_SYNTAX.number());
        }
    }

    @Test
    void octetsThatCannotBeDecodedAreAFault() {
        IkeFault fault = null;
        try {
            MessageCodec.decode(new byte[3]);
        } catch (DecodeException bad) {
            fault = MessageRules.undecodable(bad);
        }
        assertThat(fault)
                .extracting(IkeFault::detail)
                .isEqualTo("cannot be decoded: IKE SA Initiator's SPI at octet 0: needs 8 octets of 3 (RFC 7296 §3.1)");
    }
}
