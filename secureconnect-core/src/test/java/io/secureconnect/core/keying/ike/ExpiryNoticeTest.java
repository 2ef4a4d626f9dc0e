package io.secureconnect.core.keying.ike;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.core.pki.Authority;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExpiryNoticeTest {
    private static final Authority ROOT = Authority.root("CN=Root CA,O=Acme", "P-256");

    private final CertificateCredential credential = credential("CN=web1,O=Acme");
    private final ExpiryNotice notice = new ExpiryNotice();

    @Test
    void tellsAMonthAWeekThreeDaysAndADayAheadAndAtTheEnd() {
        List<Integer> hoursAheadWhenTold = Stream.iterate(40 * 24, hours -> hours >= -48, hours -> hours - 1)
                .filter(hours -> notice.of(credential, credential.end().minus(Duration.ofHours(hours)))
                        .isPresent())
                .toList();
        assertThat(hoursAheadWhenTold).containsExactly(30 * 24, 7 * 24, 3 * 24, 24, 0);
    }

    @Test
    void namesTheCertificateAndItsEnd() {
        var told = notice.of(credential, credential.end().minus(Duration.ofDays(2)))
                .orElseThrow();
        assertThat(told.credential()).contains("CN=web1");
        assertThat(told.end()).isEqualTo(credential.end());
    }

    @Test
    void anAgentThatStartsLateIsToldOnceNotFourTimes() {
        var late = credential.end().minus(Duration.ofHours(1));
        assertThat(notice.of(credential, late)).isPresent();
        assertThat(notice.of(credential, late)).isEmpty();
    }

    private static CertificateCredential credential(String subject) {
        return ROOT.issue(subject, "P-256").credential(ROOT).build();
    }
}
