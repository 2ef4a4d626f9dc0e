package io.secureconnect.windows.audit;

import static io.secureconnect.windows.audit.AuditSubcategory.FILTERING_PLATFORM_CONNECTION;
import static io.secureconnect.windows.audit.AuditSubcategory.FILTERING_PLATFORM_PACKET_DROP;
import static io.secureconnect.windows.audit.AuditSubcategory.FILTERING_PLATFORM_POLICY_CHANGE;
import static io.secureconnect.windows.audit.AuditSubcategory.IPSEC_DRIVER;
import static io.secureconnect.windows.audit.AuditSubcategory.IPSEC_EXTENDED_MODE;
import static io.secureconnect.windows.audit.AuditSubcategory.IPSEC_MAIN_MODE;
import static io.secureconnect.windows.audit.AuditSubcategory.IPSEC_QUICK_MODE;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The audit events of IPsec and of the filter engine, by the ids of the Security log. */
public enum AuditEvent {
    DENIAL_OF_SERVICE_PROTECTION(4646, IPSEC_MAIN_MODE, "IKE began to protect itself against denial of service"),
    MAIN_MODE_ESTABLISHED(4650, IPSEC_MAIN_MODE, "a main mode SA was established, without certificates"),
    MAIN_MODE_ESTABLISHED_BY_CERTIFICATE(4651, IPSEC_MAIN_MODE, "a main mode SA was established, by certificate"),
    MAIN_MODE_FAILED_WITH_CERTIFICATE(
            4652, IPSEC_MAIN_MODE, "a main mode negotiation failed, in which certificates played a part"),
    MAIN_MODE_FAILED(4653, IPSEC_MAIN_MODE, "a main mode negotiation failed"),
    QUICK_MODE_FAILED(4654, IPSEC_QUICK_MODE, "a quick mode negotiation failed"),
    MAIN_MODE_ENDED(4655, IPSEC_MAIN_MODE, "a main mode SA ended"),
    INTEGRITY_CHECK_FAILED(4960, IPSEC_DRIVER, "an inbound packet was dropped, because its integrity check failed"),
    REPLAY_CHECK_FAILED(4961, IPSEC_DRIVER, "an inbound packet was dropped, because it had been received before"),
    SEQUENCE_NUMBER_TOO_LOW(
            4962, IPSEC_DRIVER, "an inbound packet was dropped, because its sequence number was too low"),
    CLEAR_TEXT_DROPPED(4963, IPSEC_DRIVER, "an inbound clear packet was dropped, because it had to be secured"),
    UNKNOWN_SPI(4965, IPSEC_DRIVER, "a packet came with an SPI that no SA has"),
    MAIN_MODE_PACKET_INVALID(4976, IPSEC_MAIN_MODE, "an invalid packet came during main mode"),
    QUICK_MODE_PACKET_INVALID(4977, IPSEC_QUICK_MODE, "an invalid packet came during quick mode"),
    EXTENDED_MODE_PACKET_INVALID(4978, IPSEC_EXTENDED_MODE, "an invalid packet came during extended mode"),
    EXTENDED_MODE_ESTABLISHED(4979, IPSEC_EXTENDED_MODE, "main mode and extended mode SAs were established"),
    EXTENDED_MODE_ESTABLISHED_BY_CERTIFICATE(
            4980, IPSEC_EXTENDED_MODE, "main mode and extended mode SAs were established, the second by certificate"),
    EXTENDED_MODE_ESTABLISHED_AFTER_CERTIFICATE(
            4981, IPSEC_EXTENDED_MODE, "main mode and extended mode SAs were established, the first by certificate"),
    EXTENDED_MODE_ESTABLISHED_BY_CERTIFICATES(
            4982, IPSEC_EXTENDED_MODE, "main mode and extended mode SAs were established, both by certificate"),
    EXTENDED_MODE_FAILED_WITH_CERTIFICATE(
            4983, IPSEC_EXTENDED_MODE, "an extended mode negotiation failed, in which certificates played a part"),
    EXTENDED_MODE_FAILED(4984, IPSEC_EXTENDED_MODE, "an extended mode negotiation failed"),
    SECURITY_ASSOCIATION_DELETED(5049, IPSEC_MAIN_MODE, "an IPsec SA was deleted"),
    PACKET_BLOCKED(5152, FILTERING_PLATFORM_PACKET_DROP, "a packet was blocked"),
    PACKET_VETOED(5153, FILTERING_PLATFORM_PACKET_DROP, "a packet was blocked by a more restrictive filter"),
    LISTEN_PERMITTED(5154, FILTERING_PLATFORM_CONNECTION, "listening on a port was permitted"),
    LISTEN_BLOCKED(5155, FILTERING_PLATFORM_CONNECTION, "listening on a port was blocked"),
    CONNECTION_PERMITTED(5156, FILTERING_PLATFORM_CONNECTION, "a connection was permitted"),
    CONNECTION_BLOCKED(5157, FILTERING_PLATFORM_CONNECTION, "a connection was blocked"),
    BIND_PERMITTED(5158, FILTERING_PLATFORM_CONNECTION, "a bind to a local port was permitted"),
    BIND_BLOCKED(5159, FILTERING_PLATFORM_CONNECTION, "a bind to a local port was blocked"),
    PERSISTENT_CALLOUT(5440, FILTERING_PLATFORM_POLICY_CHANGE, "a callout was there when the filter engine started"),
    PERSISTENT_FILTER(5441, FILTERING_PLATFORM_POLICY_CHANGE, "a filter was there when the filter engine started"),
    PERSISTENT_PROVIDER(5442, FILTERING_PLATFORM_POLICY_CHANGE, "a provider was there when the filter engine started"),
    PERSISTENT_PROVIDER_CONTEXT(
            5443, FILTERING_PLATFORM_POLICY_CHANGE, "a provider context was there when the filter engine started"),
    PERSISTENT_SUBLAYER(5444, FILTERING_PLATFORM_POLICY_CHANGE, "a sublayer was there when the filter engine started"),
    CALLOUT_CHANGED(5446, FILTERING_PLATFORM_POLICY_CHANGE, "a callout was added or deleted"),
    FILTER_CHANGED(5447, FILTERING_PLATFORM_POLICY_CHANGE, "a filter was added or deleted"),
    PROVIDER_CHANGED(5448, FILTERING_PLATFORM_POLICY_CHANGE, "a provider was added or deleted"),
    PROVIDER_CONTEXT_CHANGED(5449, FILTERING_PLATFORM_POLICY_CHANGE, "a provider context was added or deleted"),
    SUBLAYER_CHANGED(5450, FILTERING_PLATFORM_POLICY_CHANGE, "a sublayer was added or deleted"),
    QUICK_MODE_ESTABLISHED(5451, IPSEC_QUICK_MODE, "a quick mode SA was established"),
    QUICK_MODE_ENDED(5452, IPSEC_QUICK_MODE, "a quick mode SA ended"),
    KEYING_SERVICE_STOPPED(5453, IPSEC_MAIN_MODE, "a negotiation failed, because the service IKEEXT is not running"),
    SERVICES_STARTED(5478, IPSEC_DRIVER, "the IPsec services started"),
    SERVICES_STOPPED(5479, IPSEC_DRIVER, "the IPsec services were shut down; nothing of theirs is protected any more"),
    INTERFACES_UNKNOWN(5480, IPSEC_DRIVER, "the IPsec services could not list the interfaces; some may be unprotected"),
    SERVICES_NOT_STARTED(5483, IPSEC_DRIVER, "the IPsec services could not start"),
    SERVICES_FAILED(5484, IPSEC_DRIVER, "the IPsec services failed and were shut down"),
    FILTERS_NOT_PROCESSED(5485, IPSEC_DRIVER, "the IPsec services could not put filters on a new interface");

    private final int id;
    private final AuditSubcategory subcategory;
    private final String meaning;

    AuditEvent(int id, AuditSubcategory subcategory, String meaning) {
        this.id = id;
        this.subcategory = subcategory;
        this.meaning = meaning;
    }

    /** The row of an id; empty if it is no event of these. */
    public static Optional<AuditEvent> of(int id) {
        return Arrays.stream(values()).filter(event -> event.id == id).findFirst();
    }

    static List<AuditEvent> of(AuditSubcategory subcategory) {
        return Arrays.stream(values())
                .filter(event -> event.subcategory == subcategory)
                .toList();
    }

    /** {@code EventID} in the Security log. */
    public int id() {
        return id;
    }

    public AuditSubcategory subcategory() {
        return subcategory;
    }

    /** What it says, for people. */
    public String meaning() {
        return meaning;
    }
}
