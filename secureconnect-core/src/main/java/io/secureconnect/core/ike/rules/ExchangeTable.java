package io.secureconnect.core.ike.rules;

import static io.secureconnect.core.ike.registry.PayloadType.AUTHENTICATION;
import static io.secureconnect.core.ike.registry.PayloadType.CERTIFICATE;
import static io.secureconnect.core.ike.registry.PayloadType.CERTIFICATE_REQUEST;
import static io.secureconnect.core.ike.registry.PayloadType.CONFIGURATION;
import static io.secureconnect.core.ike.registry.PayloadType.DELETE;
import static io.secureconnect.core.ike.registry.PayloadType.IDENTIFICATION_INITIATOR;
import static io.secureconnect.core.ike.registry.PayloadType.IDENTIFICATION_RESPONDER;
import static io.secureconnect.core.ike.registry.PayloadType.KEY_EXCHANGE;
import static io.secureconnect.core.ike.registry.PayloadType.NONCE;
import static io.secureconnect.core.ike.registry.PayloadType.SECURITY_ASSOCIATION;
import static io.secureconnect.core.ike.registry.PayloadType.TRAFFIC_SELECTOR_INITIATOR;
import static io.secureconnect.core.ike.registry.PayloadType.TRAFFIC_SELECTOR_RESPONDER;

import io.secureconnect.core.ike.registry.NotifyType;
import java.util.EnumMap;
import java.util.Map;

/** Which payloads each request and each response may hold: RFC 7296 appendix C and its successors, as data. */
final class ExchangeTable {
    private static final Map<ExchangeForm, Occurrences> REQUESTS = new EnumMap<>(ExchangeForm.class);
    private static final Map<ExchangeForm, Occurrences> RESPONSES = new EnumMap<>(ExchangeForm.class);

    static {
        request(
                ExchangeForm.IKE_SA_INIT,
                Occurrences.of("RFC 7296 §1.2")
                        .one(SECURITY_ASSOCIATION, KEY_EXCHANGE, NONCE)
                        .maybeNotify(NotifyType.COOKIE));
        response(
                ExchangeForm.IKE_SA_INIT,
                Occurrences.of("RFC 7296 §1.2")
                        .one(SECURITY_ASSOCIATION, KEY_EXCHANGE, NONCE)
                        .any(CERTIFICATE_REQUEST)
                        .maybeNotify(NotifyType.COOKIE));

        request(ExchangeForm.IKE_INTERMEDIATE, Occurrences.of("RFC 9242 §3.2").maybe(KEY_EXCHANGE));
        response(ExchangeForm.IKE_INTERMEDIATE, Occurrences.of("RFC 9242 §3.2").maybe(KEY_EXCHANGE));

        // Without SA and selectors, no child is made (RFC 6023 §3).
        request(
                ExchangeForm.IKE_AUTH,
                Occurrences.of("RFC 7296 §1.2")
                        .one(IDENTIFICATION_INITIATOR, AUTHENTICATION)
                        .maybe(IDENTIFICATION_RESPONDER, CONFIGURATION)
                        .any(CERTIFICATE, CERTIFICATE_REQUEST)
                        .allOrNone(SECURITY_ASSOCIATION, TRAFFIC_SELECTOR_INITIATOR, TRAFFIC_SELECTOR_RESPONDER)
                        .maybeNotify(NotifyType.NO_PPK_AUTH));
        response(
                ExchangeForm.IKE_AUTH,
                Occurrences.of("RFC 7296 §1.2")
                        .one(IDENTIFICATION_RESPONDER, AUTHENTICATION)
                        .maybe(CONFIGURATION)
                        .any(CERTIFICATE)
                        .allOrNone(SECURITY_ASSOCIATION, TRAFFIC_SELECTOR_INITIATOR, TRAFFIC_SELECTOR_RESPONDER));

        request(ExchangeForm.NEW_CHILD, child("RFC 7296 §1.3.1").maybe(CONFIGURATION));
        response(
                ExchangeForm.NEW_CHILD,
                child("RFC 7296 §1.3.1").maybe(CONFIGURATION).maybeNotify(NotifyType.ADDITIONAL_KEY_EXCHANGE));

        request(ExchangeForm.REKEY_CHILD, child("RFC 7296 §1.3.3").oneNotify(NotifyType.REKEY_SA));
        response(ExchangeForm.REKEY_CHILD, child("RFC 7296 §1.3.3").maybeNotify(NotifyType.ADDITIONAL_KEY_EXCHANGE));

        request(
                ExchangeForm.REKEY_IKE,
                Occurrences.of("RFC 7296 §1.3.2").one(SECURITY_ASSOCIATION, KEY_EXCHANGE, NONCE));
        response(
                ExchangeForm.REKEY_IKE,
                Occurrences.of("RFC 7296 §1.3.2")
                        .one(SECURITY_ASSOCIATION, KEY_EXCHANGE, NONCE)
                        .maybeNotify(NotifyType.ADDITIONAL_KEY_EXCHANGE));

        request(
                ExchangeForm.IKE_FOLLOWUP_KE,
                Occurrences.of("RFC 9370 §2.2.4").one(KEY_EXCHANGE).oneNotify(NotifyType.ADDITIONAL_KEY_EXCHANGE));
        response(
                ExchangeForm.IKE_FOLLOWUP_KE,
                Occurrences.of("RFC 9370 §2.2.4").one(KEY_EXCHANGE).maybeNotify(NotifyType.ADDITIONAL_KEY_EXCHANGE));

        request(
                ExchangeForm.INFORMATIONAL,
                Occurrences.of("RFC 7296 §1.4").any(DELETE).maybe(CONFIGURATION));
        response(
                ExchangeForm.INFORMATIONAL,
                Occurrences.of("RFC 7296 §1.4").any(DELETE).maybe(CONFIGURATION));
    }

    private ExchangeTable() {}

    static Occurrences of(ExchangeForm form, boolean response) {
        Occurrences occurrences = (response ? RESPONSES : REQUESTS).get(form);
        if (occurrences == null) {
            throw new IllegalStateException(form + " has no row");
        }
        return occurrences;
    }

    private static Occurrences.Builder child(String source) {
        return Occurrences.of(source)
                .one(SECURITY_ASSOCIATION, NONCE, TRAFFIC_SELECTOR_INITIATOR, TRAFFIC_SELECTOR_RESPONDER)
                .maybe(KEY_EXCHANGE);
    }

    private static void request(ExchangeForm form, Occurrences.Builder rows) {
        REQUESTS.put(form, rows.build());
    }

    private static void response(ExchangeForm form, Occurrences.Builder rows) {
        RESPONSES.put(form, rows.build());
    }
}
