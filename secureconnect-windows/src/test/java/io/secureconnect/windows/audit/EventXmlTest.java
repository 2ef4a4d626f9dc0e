package io.secureconnect.windows.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.Spi;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events as EvtRender writes them. */
class EventXmlTest {
    @Test
    void aFailedMainMode() throws Exception {
        AuditRecord record = EventXml.read(Samples.of("4653"));
        assertThat(record.event()).isEqualTo(AuditEvent.MAIN_MODE_FAILED);
        assertThat(record.recordId()).isEqualTo(71001);
        assertThat(record.time()).isEqualTo(Instant.parse("2026-02-03T04:05:06.123456700Z"));
        assertThat(record.computer()).isEqualTo("web1.example.com");
        assertThat(record.failed()).isTrue();
        assertThat(record.localAddress()).contains(IpAddress.parse("192.0.2.10"));
        assertThat(record.remoteAddress()).contains(IpAddress.parse("192.0.2.20"));
        assertThat(record.failureReason().orElseThrow()).startsWith("Negotiation timed out");
        assertThat(record.field("LocalMMPrincipalName")).isEmpty();
        assertThat(record.fields()).hasSize(16).containsEntry("LocalMMPrincipalName", "-");
        assertThat(record.fields().keySet()).first().isEqualTo("LocalMMPrincipalName");
        assertThat(record.inboundSpi()).isEmpty();
        assertThat(record)
                .asString()
                .startsWith(
                        "2026-02-03T04:05:06.123456700Z 4653 a main mode negotiation failed; LocalAddress 192.0.2.10;")
                .contains("FailureReason Negotiation timed out; MMAuthMethod")
                .doesNotContain("PrincipalName", "\n");
    }

    @Test
    void addressesOfVersion6() throws Exception {
        AuditRecord record = EventXml.read(Samples.of("4655"));
        assertThat(record.failed()).isFalse();
        assertThat(record.localAddress()).contains(IpAddress.parse("2001:db8::10"));
        assertThat(record.remoteAddress()).contains(IpAddress.parse("2001:db8::20"));
    }

    @Test
    void spisAreNumbersOf32BitsWithoutSignDecimalOrHexadecimal() throws Exception {
        assertThat(EventXml.read(Samples.of("4960")).inboundSpi()).contains(new Spi(0xcafebabe));
        assertThat(EventXml.read(Samples.of("4965")).inboundSpi()).isEmpty();
        AuditRecord both = EventXml.read(Samples.of("5451"));
        assertThat(both.inboundSpi()).contains(new Spi(0x12345678));
        assertThat(both.outboundSpi()).contains(new Spi(0x9abcdef0));
        assertThat(EventXml.read(Samples.of("4960").replace("3405691582", "4294967296"))
                        .inboundSpi())
                .isEmpty();
        assertThat(EventXml.read(Samples.of("4960").replace("3405691582", "x")).inboundSpi())
                .isEmpty();
    }

    @Test
    void eventsWithoutDataAndWithTextsOfManyLines() throws Exception {
        assertThat(EventXml.read(Samples.of("5453")).fields()).isEmpty();
        assertThat(EventXml.read(Samples.of("5478")).event()).isEqualTo(AuditEvent.SERVICES_STARTED);
        AuditRecord filter = EventXml.read(Samples.of("5447"));
        assertThat(filter.field("FilterName")).contains("block <web1> & db1");
        assertThat(filter.field("Conditions").orElseThrow()).contains("192.0.2.20", "\n");
        assertThat(filter.field("ChangeType")).contains("%%16385");
        assertThat(filter.toString()).doesNotContain("\n", "\t");
    }

    @Test
    void whatIsBesideTheDataIsPassedOver() throws Exception {
        AuditRecord record = EventXml.read(Samples.of("user-data"));
        assertThat(record.localAddress()).contains(IpAddress.parse("192.0.2.10"));
        assertThat(record.fields()).hasSize(1);
    }

    @Test
    void fieldsWithoutANameAreNumbered() throws Exception {
        AuditRecord record = EventXml.read(Samples.of("4655").replace(" Name='LocalAddress'", ""));
        assertThat(record.field("1")).contains("2001:db8::10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EventID", "EventRecordID", "Keywords", "Computer"})
    void anEventWithoutWhatEveryEventHasIsNone(String element) {
        String xml = Samples.of("4655").replaceAll("<" + element + ">[^<]*</" + element + ">", "");
        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> EventXml.read(xml))
                .withMessageContaining(element);
    }

    @ParameterizedTest
    @CsvSource({
        "<EventID>4655</EventID>, <EventID>4624</EventID>, none of IPsec",
        "<EventID>4655</EventID>, <EventID>many</EventID>, EventID is no number",
        "SystemTime='2026, SystemTime=', TimeCreated is no time",
        "win/2004/08/events/event, win/2004/08/events/other, not an event of Windows",
        "</System>, </Sytem>, no XML"
    })
    void whatIsNoEventOfIpsecIsSaid(String from, String to, String problem) {
        String xml = Samples.of("4655").replace(from, to == null ? "" : to);
        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> EventXml.read(xml))
                .withMessageContaining(problem);
    }

    /** Nothing is read, and nothing grows, because a text says so. */
    @ParameterizedTest
    @Timeout(20)
    @ValueSource(
            strings = {
                "<!DOCTYPE Event [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>",
                "<!DOCTYPE Event SYSTEM 'http://192.0.2.1/event.dtd'>",
                "<!DOCTYPE Event [<!ENTITY a 'x'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]>"
            })
    void documentTypesAndEntitiesAreRefused(String prologue) {
        String xml = prologue + Samples.of("4655").replace("%%8222", "&a;&c;");
        assertThatExceptionOfType(UnreadableEventException.class).isThrownBy(() -> EventXml.read(xml));
        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> EventXml.read(prologue + Samples.of("4655")));
    }

    @Test
    void sizeIsBounded() {
        String much = "x".repeat(1 << 20);
        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> EventXml.read(Samples.of("4655").replace("%%8222", much)))
                .withMessageContaining("characters");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            many.append("<Data Name='n").append(i).append("'>v</Data>");
        }
        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> EventXml.read(Samples.of("4655").replace("<EventData>", "<EventData>" + many)))
                .withMessageContaining("fields");
    }
}
