package io.secureconnect.core.ike.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.wire.v2.Payload;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FaultTableTest {
    @ParameterizedTest
    @CsvSource({
        "IKE_SA_INIT, NO_PROPOSAL_CHOSEN,    NO_IKE_PROPOSAL",
        "REKEY_IKE,   NO_PROPOSAL_CHOSEN,    NO_IKE_PROPOSAL",
        "IKE_AUTH,    NO_PROPOSAL_CHOSEN,    NO_ESP_PROPOSAL",
        "NEW_CHILD,   NO_PROPOSAL_CHOSEN,    NO_ESP_PROPOSAL",
        "IKE_SA_INIT, INVALID_KE_PAYLOAD,    NO_KEY_EXCHANGE",
        "IKE_AUTH,    AUTHENTICATION_FAILED, AUTHENTICATION_FAILED",
        "IKE_AUTH,    TS_UNACCEPTABLE,       INVALID_SELECTORS",
        "IKE_AUTH,    INVALID_SYNTAX,        PROTOCOL_ERROR",
        "NEW_CHILD,   NO_ADDITIONAL_SAS,     PEER_REFUSED",
        "NEW_CHILD,   PRIVATE_ERROR,         PEER_REFUSED"
    })
    void refusals(ExchangeForm form, String error, NegotiationFailure reason) {
        IkeFault fault = FaultTable.refusal(form, (Payload.Notify) Samples.payload(error));
        assertThat(fault.reason()).isEqualTo(reason);
        assertThat(fault.notifyType()).isEmpty();
        assertThat(fault.detail()).contains(form.name());
    }

    @ParameterizedTest
    @CsvSource({
        "true,  COOKIE,                BEGIN_AGAIN",
        "true,  INVALID_KE_PAYLOAD,    BEGIN_AGAIN",
        "true,  NO_PROPOSAL_CHOSEN,    REMEMBER",
        "true,  PRIVATE_ERROR,         REMEMBER",
        "true,  INITIAL_CONTACT,       NOTHING",
        "false, INVALID_IKE_SPI,       ASK_FOR_LIFE",
        "false, INVALID_SPI,           ASK_FOR_LIFE",
        "false, INVALID_MAJOR_VERSION, ASK_FOR_LIFE",
        "false, AUTHENTICATION_FAILED, NOTHING",
        "false, NO_PROPOSAL_CHOSEN,    NOTHING",
        "false, INVALID_SYNTAX,        NOTHING",
        "false, COOKIE,                NOTHING",
        "false, PRIVATE_ERROR,         NOTHING"
    })
    void hintsOfNotificationsInClear(boolean early, String type, Hint hint) {
        assertThat(FaultTable.hint(early, (Payload.Notify) Samples.payload(type)))
                .isEqualTo(hint);
    }

    /** RFC 7296 §2.21.4: nothing that arrives in clear ends an SA; the most it does is make us ask. */
    @ParameterizedTest
    @EnumSource(NotifyType.class)
    void noNotificationInClearDoesMoreThanMakeUsAsk(NotifyType type) {
        assertThat(FaultTable.hint(false, Samples.notify(type.number()))).isIn(Hint.NOTHING, Hint.ASK_FOR_LIFE);
    }

    @ParameterizedTest
    @CsvSource({
        "IKE_SA_INIT,   false, false, INVALID_SYNTAX,               REPLY",
        "IKE_SA_INIT,   false, true,  INVALID_SYNTAX,               IGNORE",
        "IKE_AUTH,      false, false, INVALID_SYNTAX,               IGNORE",
        "IKE_AUTH,      true,  false, AUTHENTICATION_FAILED,        REPLY_AND_CLOSE",
        "IKE_AUTH,      true,  false, UNSUPPORTED_CRITICAL_PAYLOAD, REPLY_AND_CLOSE",
        "IKE_AUTH,      true,  false, NO_PROPOSAL_CHOSEN,           REPLY",
        "IKE_AUTH,      true,  true,  AUTHENTICATION_FAILED,        CLOSE",
        "NEW_CHILD,     true,  false, UNSUPPORTED_CRITICAL_PAYLOAD, REPLY",
        "NEW_CHILD,     true,  false, INVALID_SYNTAX,               REPLY_AND_CLOSE",
        "INFORMATIONAL, true,  true,  INVALID_SYNTAX,               CLOSE"
    })
    void reactions(ExchangeForm form, boolean authentic, boolean response, NotifyType type, Reaction reaction) {
        IkeFault fault = new IkeFault(NegotiationFailure.PROTOCOL_ERROR, OptionalInt.of(type.number()), "");
        assertThat(FaultTable.reaction(form, authentic, response, fault)).isEqualTo(reaction);
    }

    @Test
    void aFaultThatThePeerIsNotToldOfIsNotAnswered() {
        IkeFault fault = new IkeFault(NegotiationFailure.NO_CREDENTIAL, OptionalInt.empty(), "");
        assertThat(Arrays.stream(ExchangeForm.values()).map(form -> FaultTable.reaction(form, true, false, fault)))
                .containsOnly(Reaction.IGNORE);
        assertThat(FaultTable.notification(fault, List.of())).isEmpty();
    }

    @Test
    void whichErrorsLeaveNoIkeSa() {
        assertThat(Arrays.stream(NotifyType.values())
                        .filter(type -> FaultTable.endsAuthentication(Samples.notify(type.number()))))
                .containsExactly(
                        NotifyType.UNSUPPORTED_CRITICAL_PAYLOAD,
                        NotifyType.INVALID_SYNTAX,
                        NotifyType.AUTHENTICATION_FAILED);
    }

    @Test
    void anyOtherFaultIsToldWithoutData() {
        IkeFault fault =
                new IkeFault(NegotiationFailure.PROTOCOL_ERROR, OptionalInt.of(NotifyType.INVALID_SYNTAX.number()), "");
        assertThat(FaultTable.notification(fault, Samples.payloads("X*"))).contains(Samples.notify(7));
    }
}
