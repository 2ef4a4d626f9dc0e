package io.secureconnect.linux.backend;

import io.secureconnect.linux.xfrm.UserPolicy;
import io.secureconnect.linux.xfrm.UserTemplate;
import io.secureconnect.linux.xfrm.XfrmMessage;
import io.secureconnect.linux.xfrm.XfrmSelector;
import io.secureconnect.linux.xfrm.Xfrma;
import java.util.List;
import java.util.Locale;

/** An SPD entry in the words of {@code ip xfrm policy}. */
final class PolicyText {
    private static final String[] DIRECTIONS = {"in", "out", "fwd"};

    private PolicyText() {}

    static String of(XfrmMessage<UserPolicy> policy) {
        UserPolicy body = policy.body();
        XfrmSelector selector = body.selector();
        StringBuilder text = new StringBuilder("src ")
                .append(prefix(selector, true))
                .append(" dst ")
                .append(prefix(selector, false));
        if (selector.protocol() != 0) {
            text.append(" proto ").append(selector.protocol());
        }
        if (selector.sourcePortMask() != 0) {
            text.append(" sport ").append(selector.sourcePort());
        }
        if (selector.destinationPortMask() != 0) {
            text.append(" dport ").append(selector.destinationPort());
        }
        text.append(" dir ").append(body.direction() < DIRECTIONS.length ? DIRECTIONS[body.direction()] : "socket");
        text.append(body.action() == UserPolicy.ACTION_ALLOW ? " action allow" : " action block");
        text.append(" priority ").append(Integer.toUnsignedString(body.priority()));
        text.append(" index ").append(Integer.toUnsignedString(body.index()));
        policy.attributes()
                .find(Xfrma.MARK)
                .ifPresent(m -> text.append(String.format(Locale.ROOT, " mark 0x%x/0x%x", m.value(), m.mask())));
        policy.attributes()
                .find(Xfrma.IF_ID)
                .ifPresent(id -> text.append(String.format(Locale.ROOT, " if_id 0x%x", id)));
        for (UserTemplate template : policy.attributes().find(Xfrma.TMPL).orElse(List.of())) {
            text.append(" tmpl proto ")
                    .append(template.id().protocol())
                    .append(" reqid ")
                    .append(Integer.toUnsignedString(template.reqid()));
        }
        return text.toString();
    }

    private static String prefix(XfrmSelector selector, boolean source) {
        int length = source ? selector.sourcePrefix() : selector.destinationPrefix();
        return Selectors.prefix(source ? selector.source() : selector.destination(), length, selector.family())
                .map(Object::toString)
                .orElse("?/" + length);
    }
}
