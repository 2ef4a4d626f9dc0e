package io.secureconnect.core.ike.v1.negotiate;

import io.secureconnect.core.ike.v1.registry.AuthenticationMethod;
import io.secureconnect.core.ike.v1.registry.EncapsulationMode;
import io.secureconnect.core.ike.v1.registry.EspAuthentication;
import io.secureconnect.core.ike.v1.registry.EspTransform;
import io.secureconnect.core.ike.v1.registry.GroupDescription;
import io.secureconnect.core.ike.v1.registry.HashFunction;
import io.secureconnect.core.ike.v1.registry.IpsecAttribute;
import io.secureconnect.core.ike.v1.registry.PhaseOneAttribute;
import io.secureconnect.core.ike.v1.registry.PhaseOneCipher;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Proposal;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.SecurityAssociation;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Transform;
import io.secureconnect.core.ike.wire.DataAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.IntFunction;

/** What a peer offers, for people: so that a refusal can say what there was. Of bounded length, whatever is offered. */
public final class OfferText {
    private static final int MOST_TRANSFORMS = 8;

    private OfferText() {}

    /** The transforms of a phase 1 offer in their order: {@code AES-CBC 256, SHA2-256, 2048-bit MODP, pre-shared key}. */
    public static String phaseOne(SecurityAssociation offered) {
        return text(offered, (proposal, transform) -> phaseOne(transform));
    }

    /** The transforms of a quick mode's offer in their order: {@code ESP_AES-CBC 128, HMAC-SHA, Transport}. */
    public static String phaseTwo(SecurityAssociation offered) {
        return text(offered, OfferText::phaseTwo);
    }

    private static String phaseOne(Transform transform) {
        return words(List.of(
                value(transform, PhaseOneAttribute.ENCRYPTION_ALGORITHM.number(), PhaseOneCipher::text)
                        .map(cipher -> cipher + keyBits(transform, PhaseOneAttribute.KEY_LENGTH.number())),
                value(transform, PhaseOneAttribute.HASH_ALGORITHM.number(), HashFunction::text),
                value(transform, PhaseOneAttribute.GROUP_DESCRIPTION.number(), GroupDescription::text),
                value(transform, PhaseOneAttribute.AUTHENTICATION_METHOD.number(), AuthenticationMethod::text)));
    }

    private static String phaseTwo(Proposal proposal, Transform transform) {
        boolean isEsp = proposal.protocol() == Associations.ESP;
        String name = isEsp
                ? EspTransform.text(transform.id())
                : "protocol " + proposal.protocol() + " transform " + transform.id();
        return words(List.of(
                Optional.of(name + keyBits(transform, IpsecAttribute.KEY_LENGTH.number())),
                value(transform, IpsecAttribute.AUTHENTICATION_ALGORITHM.number(), EspAuthentication::text),
                value(transform, IpsecAttribute.GROUP_DESCRIPTION.number(), GroupDescription::text),
                value(transform, IpsecAttribute.ENCAPSULATION_MODE.number(), EncapsulationMode::text)));
    }

    private static String text(SecurityAssociation offered, Words words) {
        List<String> all = new ArrayList<>();
        for (Proposal proposal : offered.proposals()) {
            for (Transform transform : proposal.transforms()) {
                if (all.size() < MOST_TRANSFORMS) {
                    all.add(words.of(proposal, transform));
                }
            }
        }
        long count = offered.proposals().stream()
                .mapToLong(proposal -> proposal.transforms().size())
                .sum();
        String more = count > all.size() ? "; and " + (count - all.size()) + " more" : "";
        return all.isEmpty() ? "nothing" : String.join("; ", all) + more;
    }

    private static String words(List<Optional<String>> parts) {
        StringJoiner joined = new StringJoiner(", ");
        parts.forEach(part -> part.ifPresent(joined::add));
        return joined.toString();
    }

    private static String keyBits(Transform transform, int type) {
        return value(transform, type, bits -> " " + bits).orElse("");
    }

    /** The first attribute of a type, if it is basic, as all are that this host knows names of. */
    private static Optional<String> value(Transform transform, int type, IntFunction<String> text) {
        return transform.attributes().stream()
                .filter(a -> a.type() == type && a.isShort())
                .findFirst()
                .map(DataAttribute::value)
                .map(text::apply);
    }

    @FunctionalInterface
    private interface Words {
        String of(Proposal proposal, Transform transform);
    }
}
