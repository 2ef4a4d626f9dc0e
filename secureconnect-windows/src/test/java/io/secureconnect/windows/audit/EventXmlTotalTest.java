package io.secureconnect.windows.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No text breaks the reader of events. */
class EventXmlTotalTest {
    @Property(tries = 500)
    void anyTextIsARecordOrNoEvent(@ForAll String text) {
        isTotal(text);
    }

    @Property(tries = 500)
    void anyMarkupIsARecordOrNoEvent(@ForAll("markup") String text) {
        isTotal(text);
    }

    /** Cut, doubled, changed: close to an event, where a reader is most likely to trip. */
    @Property(tries = 1500)
    void aDamagedEventIsARecordOrNoEvent(@ForAll("samples") String sample, @ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(sample);
        for (int damage = 1 + random.nextInt(4); damage > 0; damage--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + 1 + random.nextInt(40));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, text.substring(at, end));
                case 2 -> text.setCharAt(at, "<>&;'\"/=\0\uFFFF\uD800%x".charAt(random.nextInt(13)));
                default -> text.setLength(at + 1);
            }
            if (text.isEmpty()) {
                break;
            }
        }
        isTotal(text.toString());
    }

    private static void isTotal(String text) {
        try {
            AuditRecord record = EventXml.read(text);
            assertThat(record.toString())
                    .contains(Integer.toString(record.event().id()));
            record.localAddress();
            record.remoteAddress();
            record.inboundSpi();
            record.outboundSpi();
            record.failureReason();
        } catch (UnreadableEventException expected) {
            assertThat(expected).hasMessageMatching("(?s).+");
        }
    }

    @Provide
    Arbitrary<String> samples() {
        return Arbitraries.of(Samples.NAMES).map(Samples::of);
    }

    @Provide
    Arbitrary<String> markup() {
        return Arbitraries.of(
                        "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'>",
                        "</Event>",
                        "<System>",
                        "</System>",
                        "<EventData>",
                        "</EventData>",
                        "<Data>",
                        "<Data Name='SPI'>",
                        "</Data>",
                        "<EventID>4960</EventID>",
                        "<EventRecordID>1</EventRecordID>",
                        "<Keywords>0x0</Keywords>",
                        "<TimeCreated SystemTime='2026-01-01T00:00:00Z'/>",
                        "<Computer>c</Computer>",
                        "<![CDATA[x]]>",
                        "<!-- x -->",
                        "<?x y?>",
                        "&amp;",
                        "&#0;",
                        "]]>",
                        "<!DOCTYPE x>",
                        "1")
                .list()
                .ofMaxSize(24)
                .map(parts -> String.join("", parts));
    }
}
