package io.secureconnect.windows.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The events that are wanted, and the query that selects them. */
class AuditEventTest {
    @ParameterizedTest
    @CsvSource({
        "IPSEC_MAIN_MODE, 4646 4650 4651 4652 4653 4655 4976 5049 5453",
        "IPSEC_QUICK_MODE, 4654 4977 5451 5452",
        "IPSEC_EXTENDED_MODE, 4978 4979 4980 4981 4982 4983 4984",
        "IPSEC_DRIVER, 4960 4961 4962 4963 4965 5478 5479 5480 5483 5484 5485",
        "FILTERING_PLATFORM_POLICY_CHANGE, 5440 5441 5442 5443 5444 5446 5447 5448 5449 5450",
        "FILTERING_PLATFORM_PACKET_DROP, 5152 5153",
        "FILTERING_PLATFORM_CONNECTION, 5154 5155 5156 5157 5158 5159"
    })
    void eachSubcategoryHasTheEventsOfMicrosoftsList(AuditSubcategory subcategory, String ids) {
        assertThat(subcategory.events().stream().map(AuditEvent::id).toList())
                .isEqualTo(Arrays.stream(ids.split(" ")).map(Integer::valueOf).toList());
    }

    @Test
    void idsAndGuidsAreUnique() {
        assertThat(AuditEvent.values()).extracting(AuditEvent::id).doesNotHaveDuplicates();
        assertThat(AuditSubcategory.values()).extracting(AuditSubcategory::guid).doesNotHaveDuplicates();
        assertThat(AuditEvent.of(4624)).isEmpty();
        assertThat(AuditSubcategory.ofIpsec())
                .hasSize(4)
                .allMatch(one -> one.title().startsWith("IPsec"));
    }

    /** Every id of the log is put through what the query says. */
    @ParameterizedTest
    @EnumSource(AuditSubcategory.class)
    void aQuerySelectsExactlyTheEventsOfItsSubcategory(AuditSubcategory subcategory) throws Exception {
        List<String> selects = selects(AuditQuery.of(Set.of(subcategory), OptionalLong.empty()));
        assertThat(selects).hasSize(1);
        assertThat(selected(selects.get(0)))
                .containsExactlyElementsOf(
                        subcategory.events().stream().map(AuditEvent::id).toList());
    }

    @Test
    void eachSubcategoryHasASelectOfItsOwnWithFewerThanTwentyComparisons() throws Exception {
        List<String> selects = selects(AuditQuery.of(EnumSet.allOf(AuditSubcategory.class), OptionalLong.of(7)));
        assertThat(selects).hasSize(AuditSubcategory.values().length);
        assertThat(selects).allSatisfy(select -> {
            assertThat(select).startsWith("*[System[Provider[@Name='Microsoft-Windows-Security-Auditing'] and (");
            assertThat(select).endsWith(") and EventRecordID > 7]]");
            assertThat(Pattern.compile("[<>]=?|(?<![<>])=")
                            .matcher(select)
                            .results()
                            .count())
                    .isLessThan(20);
        });
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> AuditQuery.of(Set.of(), OptionalLong.empty()));
    }

    private static List<String> selects(String query) throws Exception {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(query)));
        Element element = (Element)
                document.getDocumentElement().getElementsByTagName("Query").item(0);
        assertThat(element.getAttribute("Path")).isEqualTo("Security");
        NodeList selects = element.getElementsByTagName("Select");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < selects.getLength(); i++) {
            assertThat(((Element) selects.item(i)).getAttribute("Path")).isEqualTo("Security");
            texts.add(selects.item(i).getTextContent());
        }
        return texts;
    }

    private static Set<Integer> selected(String select) {
        Matcher condition = Pattern.compile("EventID=(\\d+)|EventID >= (\\d+) and EventID <= (\\d+)")
                .matcher(select);
        Set<Integer> ids = new TreeSet<>();
        while (condition.find()) {
            boolean one = condition.group(1) != null;
            int to = Integer.parseInt(condition.group(one ? 1 : 3));
            for (int id = Integer.parseInt(condition.group(one ? 1 : 2)); id <= to; id++) {
                ids.add(id);
            }
        }
        return ids;
    }
}
