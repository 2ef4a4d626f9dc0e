package io.secureconnect.core.json;

import io.secureconnect.api.sa.SaLifetime;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The limits of an SA; an absent time has the default, a null one is no limit. */
final class LifetimeForm {
    /** ISO 8601, days to seconds; the same expression stands in the JSON Schema. */
    static final Pattern DURATION = Pattern.compile(
            "P(?=[0-9T])([0-9]{1,18}D)?(T(?=[0-9])([0-9]{1,18}H)?([0-9]{1,18}M)?([0-9]{1,18}(\\.[0-9]{1,9})?S)?)?");

    static final ObjectShape<LifetimeForm, SaLifetime> SHAPE = new ObjectShape<LifetimeForm, SaLifetime>("a lifetime")
            .optional("soft", (form, in) -> form.soft = time(in), (l, out) -> JsonOut.text(out, l.soft()))
            .optional("hard", (form, in) -> form.hard = time(in), (l, out) -> JsonOut.text(out, l.hard()))
            .nullable(
                    "softBytes",
                    (form, in) -> form.softBytes = limit(in),
                    (l, out) -> JsonOut.number(out, l.softBytes()))
            .nullable(
                    "hardBytes",
                    (form, in) -> form.hardBytes = limit(in),
                    (l, out) -> JsonOut.number(out, l.hardBytes()))
            .nullable(
                    "softPackets",
                    (form, in) -> form.softPackets = limit(in),
                    (l, out) -> JsonOut.number(out, l.softPackets()))
            .nullable(
                    "hardPackets",
                    (form, in) -> form.hardPackets = limit(in),
                    (l, out) -> JsonOut.number(out, l.hardPackets()));

    private Optional<Duration> soft = SaLifetime.standard().soft();
    private Optional<Duration> hard = SaLifetime.standard().hard();
    private OptionalLong softBytes = OptionalLong.empty();
    private OptionalLong hardBytes = OptionalLong.empty();
    private OptionalLong softPackets = OptionalLong.empty();
    private OptionalLong hardPackets = OptionalLong.empty();

    private LifetimeForm() {}

    static SaLifetime read(JsonSource in) throws IOException {
        LifetimeForm form = new LifetimeForm();
        SHAPE.read(in, form);
        boolean timesFit = fit(in, "soft", "hard", seconds(form.soft), seconds(form.hard));
        boolean bytesFit = fit(in, "softBytes", "hardBytes", form.softBytes, form.hardBytes);
        boolean packetsFit = fit(in, "softPackets", "hardPackets", form.softPackets, form.hardPackets);
        return timesFit && bytesFit && packetsFit
                ? SaLifetime.builder()
                        .soft(form.soft)
                        .hard(form.hard)
                        .softBytes(form.softBytes)
                        .hardBytes(form.hardBytes)
                        .softPackets(form.softPackets)
                        .hardPackets(form.hardPackets)
                        .build()
                : SaLifetime.standard();
    }

    private static OptionalLong seconds(Optional<Duration> time) {
        return time.map(Duration::toSeconds).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    private static boolean fit(JsonSource in, String softName, String hardName, OptionalLong soft, OptionalLong hard) {
        if (soft.isEmpty() || hard.isEmpty() || soft.getAsLong() < hard.getAsLong()) {
            return true;
        }
        in.refuseAt(
                in.pointer() + "/" + softName,
                Long.toString(soft.getAsLong()),
                softName + " is below " + hardName + ", here " + hard.getAsLong()
                        + (softName.equals("soft") ? " seconds" : "") + ", or no time is left to replace the SA",
                "lower it, or write null for no limit");
        return false;
    }

    private static Optional<Duration> time(JsonSource in) throws IOException {
        return in.isNull() ? Optional.empty() : Optional.ofNullable(duration(in));
    }

    private static OptionalLong limit(JsonSource in) throws IOException {
        long number = in.number(1, Long.MAX_VALUE, 0);
        return number == 0 ? OptionalLong.empty() : OptionalLong.of(number);
    }

    /** At least one second. */
    static @Nullable Duration duration(JsonSource in) throws IOException {
        return in.parsed(LifetimeForm::parse);
    }

    private static Duration parse(String text) {
        if (DURATION.matcher(text).matches()) {
            try {
                Duration duration = Duration.parse(text);
                if (duration.toSeconds() >= 1) {
                    return duration;
                }
            } catch (DateTimeException | ArithmeticException tooLong) {
                throw new IllegalArgumentException("a duration is below 2^63 seconds; write a shorter one", tooLong);
            }
        }
        throw new IllegalArgumentException(
                "a duration is an ISO 8601 text of at least one second; write PT50M for 50 minutes, PT4H for 4 hours");
    }
}
