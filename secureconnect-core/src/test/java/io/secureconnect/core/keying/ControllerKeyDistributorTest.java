package io.secureconnect.core.keying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.keying.KeyPhase;
import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.KeyedPath;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.keying.SealingPublicKey;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.keying.bc.HpkeSealing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The distributor's side, host reports made by hand. */
class ControllerKeyDistributorTest {
    private static final Instant NOW = TestFleet.START;
    private static final HostPair WEB = TestFleet.PATH.seenBy("web1");
    private static final HostPair DB = TestFleet.PATH.seenBy("db1");

    private final TestFleet fleet = new TestFleet(5, new OpenSealing());
    private final ControllerKeyDistributor distributor = (ControllerKeyDistributor) fleet.distributor;
    private Instant now = NOW;

    @Nested
    class Phases {
        @BeforeEach
        void firstKeys() {
            assertAsked(distributor.want(List.of(TestFleet.PATH), NOW), KeyPhase.INBOUND, 1, "db1", "web1");
        }

        @Test
        void a_phase_begins_when_both_ends_have_done_the_one_before() {
            assertThat(done("web1", KeyPhase.INBOUND)).isEmpty();
            assertAsked(done("db1", KeyPhase.INBOUND), KeyPhase.OUTBOUND, 1, "db1", "web1");
            assertThat(done("db1", KeyPhase.OUTBOUND)).isEmpty();
            assertAsked(done("web1", KeyPhase.OUTBOUND), KeyPhase.RETIRE, 1, "db1", "web1");
            assertThat(done("web1", KeyPhase.RETIRE)).isEmpty();
            assertThat(fleet.status().complete()).isFalse();
            assertThat(done("db1", KeyPhase.RETIRE)).isEmpty();
            assertThat(fleet.status().complete()).isTrue();
            assertThat(fleet.status().phase()).isEqualTo(KeyPhase.RETIRE);
        }

        @Test
        void status_says_who_is_waited_for() {
            done("web1", KeyPhase.INBOUND);
            assertThat(fleet.status().waitingFor()).isEqualTo(Map.of("db1", KeyPhase.INBOUND));
            assertThat(fleet.status().phase()).isEqualTo(KeyPhase.INBOUND);
        }

        @Test
        void outstanding_is_what_a_host_owes_and_stays_so_until_it_answers() {
            assertAsked(distributor.outstanding("web1"), KeyPhase.INBOUND, 1, "web1");
            assertThat(distributor.outstanding("web1")).isEqualTo(distributor.outstanding("web1"));
            done("web1", KeyPhase.INBOUND);
            assertThat(distributor.outstanding("web1")).isEmpty();
            assertAsked(distributor.outstanding("db1"), KeyPhase.INBOUND, 1, "db1");
            assertThat(distributor.outstanding("nobody")).isEmpty();
        }

        @Test
        void a_repeated_report_changes_nothing() {
            done("web1", KeyPhase.INBOUND);
            assertThat(done("web1", KeyPhase.INBOUND)).isEmpty();
            assertThat(fleet.status().waitingFor()).isEqualTo(Map.of("db1", KeyPhase.INBOUND));
        }

        @Test
        void a_report_about_a_phase_that_was_not_asked_for_changes_nothing() {
            assertThat(done("web1", KeyPhase.OUTBOUND)).isEmpty();
            assertThat(done("db1", KeyPhase.RETIRE)).isEmpty();
            assertThat(fleet.status().waitingFor()).hasSize(2);
        }

        @Test
        void a_report_of_another_generation_path_host_or_spi_changes_nothing() {
            Spi spi = spi("web1");
            assertThat(on(new KeyReport.Done("web1", WEB, 2, KeyPhase.INBOUND, spi)))
                    .isEmpty();
            assertThat(on(new KeyReport.Done("web1", DB, 1, KeyPhase.INBOUND, spi)))
                    .isEmpty();
            assertThat(on(new KeyReport.Done("web2", WEB, 1, KeyPhase.INBOUND, spi)))
                    .isEmpty();
            assertThat(on(new KeyReport.Done("web1", WEB, 1, KeyPhase.INBOUND, spi("db1"))))
                    .isEmpty();
            assertThat(fleet.status().waitingFor()).hasSize(2);
        }

        @Test
        void keys_that_waited_too_long_for_the_second_end_are_replaced_before_anybody_sends_under_them() {
            done("web1", KeyPhase.INBOUND);
            now = NOW.plus(Duration.ofMinutes(50));
            assertAsked(done("db1", KeyPhase.INBOUND), KeyPhase.INBOUND, 2, "db1", "web1");
        }
    }

    @Nested
    class Failures {
        @BeforeEach
        void firstKeys() {
            distributor.want(List.of(TestFleet.PATH), NOW);
        }

        @Test
        void new_keys_are_above_what_both_ends_have_used() {
            assertAsked(failed("web1", 1, 6), KeyPhase.INBOUND, 7, "db1", "web1");
            assertThat(failed("db1", 1, 9)).as("about the generation before").isEmpty();
            now = now.plus(ControllerKeyDistributor.FIRST_RETRY);
            assertThat(failed("db1", 7, 9)).as("a second failure waits").isEmpty();
            now = now.plus(ControllerKeyDistributor.FIRST_RETRY);
            assertAsked(distributor.tick(now), KeyPhase.INBOUND, 10, "db1", "web1");
        }

        @Test
        void each_further_failure_waits_twice_as_long_up_to_a_limit() {
            failed("web1", 1, 1);
            for (long wait : new long[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300}) {
                assertThat(failed("web1", fleet.status().generation(), 1)).isEmpty();
                assertThat(distributor.tick(now.plusSeconds(wait).minusMillis(1)))
                        .isEmpty();
                now = now.plusSeconds(wait);
                assertThat(distributor.tick(now)).as("after %s s", wait).hasSize(2);
            }
        }

        @Test
        void keys_that_failed_are_not_handed_out_any_more() {
            failed("web1", 1, 1);
            failed("web1", 2, 1);
            assertThat(distributor.outstanding("web1")).isEmpty();
            assertThat(distributor.outstanding("db1")).isEmpty();
            assertThat(done("db1", KeyPhase.INBOUND)).isEmpty();
        }

        @Test
        void success_ends_the_waiting() {
            failed("web1", 1, 1);
            complete();
            assertThat(failed("web1", 2, 2))
                    .as("the next failure is a first one")
                    .hasSize(2);
        }

        @Test
        void nonsense_does_not_use_the_numbers_up() {
            assertThat(failed("web1", 1, Long.MAX_VALUE)).isEmpty();
            assertThat(fleet.status().generation()).isEqualTo(1);
        }

        @Test
        void rotate_does_not_wait() {
            failed("web1", 1, 1);
            failed("web1", 2, 1);
            assertAsked(distributor.rotate(now), KeyPhase.INBOUND, 3, "db1", "web1");
        }
    }

    @Nested
    class Renewal {
        @BeforeEach
        void complete() {
            distributor.want(List.of(TestFleet.PATH), NOW);
            ControllerKeyDistributorTest.this.complete();
        }

        @Test
        void tick_renews_in_the_last_tenth_before_the_soft_limit() {
            assertThat(distributor.tick(NOW.plus(Duration.ofMinutes(45)).minusSeconds(1)))
                    .isEmpty();
            assertAsked(distributor.tick(NOW.plus(Duration.ofMinutes(50))), KeyPhase.INBOUND, 2, "db1", "web1");
        }

        @Test
        void rotate_begins_where_nothing_is_under_way() {
            assertAsked(distributor.rotate(NOW), KeyPhase.INBOUND, 2, "db1", "web1");
            assertThat(distributor.rotate(NOW)).isEmpty();
        }

        @Test
        void a_soft_limit_at_a_host_renews_once() {
            KeyReport soft = new KeyReport.Expiring("web1", outbound("web1"), false);
            assertAsked(on(soft), KeyPhase.INBOUND, 2, "db1", "web1");
            assertThat(on(soft)).as("the same again").isEmpty();
        }

        @Test
        void limits_of_other_sas_renew_nothing() {
            SaId old = new SaId(WEB, Direction.OUTBOUND, new Spi(0x11111111));
            assertThat(on(new KeyReport.Expiring("web1", old, true))).isEmpty();
        }

        @Test
        void a_limit_during_a_rotation_renews_after_it() {
            distributor.rotate(now);
            done("web1", KeyPhase.INBOUND);
            assertThat(on(new KeyReport.Expiring("web1", inbound("web1"), false)))
                    .isEmpty();
            done("db1", KeyPhase.INBOUND);
            finish(KeyPhase.OUTBOUND);
            finish(KeyPhase.RETIRE);
            assertAsked(distributor.tick(now), KeyPhase.INBOUND, 3, "db1", "web1");
        }

        @Test
        void an_sa_that_dies_during_its_rotation_leads_to_new_keys() {
            distributor.rotate(now);
            done("web1", KeyPhase.INBOUND);
            assertAsked(on(new KeyReport.Expiring("web1", inbound("web1"), true)), KeyPhase.INBOUND, 3, "db1", "web1");
        }

        @Test
        void a_host_that_needs_keys_gets_new_ones_but_not_for_what_it_said_before_it_had_them() {
            KeyReport needed = new KeyReport.Needed("web1", WEB);
            assertThat(on(needed)).isEmpty();
            now = now.plus(ControllerKeyDistributor.SETTLING);
            assertAsked(on(needed), KeyPhase.INBOUND, 2, "db1", "web1");
            assertAsked(on(needed), KeyPhase.INBOUND, 2, "web1");
        }

        @Test
        void a_rotation_that_a_vanished_host_holds_up_is_renewed_when_its_keys_are_old() {
            distributor.rotate(now);
            done("web1", KeyPhase.INBOUND);
            assertThat(distributor.tick(now.plus(Duration.ofMinutes(50)).minusSeconds(1)))
                    .isEmpty();
            assertAsked(distributor.tick(now.plus(Duration.ofMinutes(50))), KeyPhase.INBOUND, 3, "db1", "web1");
        }

        @Test
        void without_limits_nothing_is_due() {
            KeyedPath unlimited = TestFleet.path(EspParameters.builder()
                    .lifetime(SaLifetime.builder().build())
                    .build());
            distributor.want(List.of(unlimited), NOW);
            done("web1", KeyPhase.INBOUND);
            assertThat(distributor.tick(NOW.plus(Duration.ofDays(3650)))).isEmpty();
        }
    }

    @Nested
    class Holdings {
        @BeforeEach
        void firstKeys() {
            distributor.want(List.of(TestFleet.PATH), NOW);
        }

        @Test
        void a_host_that_kept_its_sas_goes_on() {
            complete();
            assertThat(holdings("web1", inbound("web1"), outbound("web1"))).isEmpty();
        }

        @Test
        void a_host_that_lost_one_gets_new_keys() {
            complete();
            assertAsked(holdings("web1", inbound("web1")), KeyPhase.INBOUND, 2, "db1", "web1");
        }

        @Test
        void a_host_that_lost_what_it_had_of_a_rotation_gets_new_keys() {
            finish(KeyPhase.INBOUND);
            assertAsked(holdings("web1"), KeyPhase.INBOUND, 2, "db1", "web1");
        }

        @Test
        void a_host_that_had_nothing_is_told_again_what_it_owes() {
            done("db1", KeyPhase.INBOUND);
            assertAsked(holdings("web1"), KeyPhase.INBOUND, 1, "web1");
        }

        @Test
        void a_host_with_the_first_step_done_is_told_the_second_again() {
            finish(KeyPhase.INBOUND);
            assertAsked(holdings("web1", inbound("web1")), KeyPhase.OUTBOUND, 1, "web1");
        }

        @Test
        void a_host_that_loses_its_sas_again_and_again_waits() {
            complete();
            assertThat(holdings("web1")).hasSize(2);
            done("web1", KeyPhase.INBOUND);
            assertThat(holdings("web1")).isEmpty();
        }

        @Test
        void a_replaced_host_gets_new_keys_sealed_to_its_new_key() {
            complete();
            distributor.enroll(
                    "web1", fleet.distribution.newKeyPair(fleet.random).publicKey());
            assertThat(distributor.outstanding("web1")).isEmpty();
            assertAsked(holdings("web1"), KeyPhase.INBOUND, 2, "db1", "web1");
        }

        @Test
        void a_replaced_host_that_says_nothing_gets_new_keys_at_the_next_tick() {
            complete();
            distributor.enroll(
                    "web1", fleet.distribution.newKeyPair(fleet.random).publicKey());
            assertAsked(distributor.tick(now), KeyPhase.INBOUND, 2, "db1", "web1");
        }
    }

    @Nested
    class Wanting {
        private final KeyedPath other = new KeyedPath(
                "db1",
                IpAddress.parse("2001:db8::2"),
                "web1",
                IpAddress.parse("2001:db8::1"),
                EspParameters.standard());

        @Test
        void the_same_again_does_nothing_and_more_does_more() {
            distributor.want(List.of(TestFleet.PATH), NOW);
            assertThat(distributor.want(List.of(TestFleet.PATH, TestFleet.PATH), NOW))
                    .isEmpty();
            assertThat(distributor.want(List.of(other, TestFleet.PATH), NOW)).hasSize(2);
            assertThat(distributor.status()).extracting(s -> s.path()).containsExactly(TestFleet.PATH, other);
        }

        @Test
        void what_is_gone_is_forgotten() {
            distributor.want(List.of(other, TestFleet.PATH), NOW);
            distributor.want(List.of(other), NOW);
            assertThat(distributor.status()).hasSize(1);
            assertThat(distributor.outstanding("web1")).hasSize(1);
        }

        @Test
        void other_parameters_lead_to_new_keys_even_in_a_rotation() {
            distributor.want(List.of(TestFleet.PATH), NOW);
            KeyedPath changed =
                    TestFleet.path(EspParameters.builder().replayWindow(64).build());
            assertAsked(distributor.want(List.of(changed), NOW), KeyPhase.INBOUND, 2, "db1", "web1");
            assertThat(fleet.status().path()).isEqualTo(changed);
        }

        @Test
        void unknown_hosts_are_named_and_nothing_changes() {
            KeyedPath stranger =
                    new KeyedPath("web1", WEB.local(), "zed", IpAddress.parse("10.0.0.3"), EspParameters.standard());
            assertThatExceptionOfType(SecureConnectException.class)
                    .isThrownBy(() -> distributor.want(List.of(TestFleet.PATH, stranger), NOW))
                    .withMessageContaining("zed")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_WORKLOAD));
            assertThat(distributor.status()).isEmpty();
        }

        @Test
        void a_path_with_two_sets_of_parameters_is_refused() {
            KeyedPath changed =
                    TestFleet.path(EspParameters.builder().replayWindow(64).build());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> distributor.want(List.of(TestFleet.PATH, changed), NOW))
                    .withMessageContaining("two sets of parameters");
        }

        @Test
        void two_peers_at_one_address_are_refused() {
            distributor.enroll(
                    "db2", fleet.distribution.newKeyPair(fleet.random).publicKey());
            KeyedPath twin = new KeyedPath("db2", DB.local(), "web1", WEB.local(), EspParameters.standard());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> distributor.want(List.of(TestFleet.PATH, twin), NOW))
                    .withMessageContaining("an address belongs to one workload");
        }

        @Test
        void spis_of_a_forgotten_path_stay_taken_until_the_host_says_what_it_holds() {
            distributor.want(List.of(TestFleet.PATH), NOW);
            Spi before = spi("web1");
            distributor.want(List.of(), NOW);
            assertThat(distributor.save()).contains(before.toString());
            holdings("web1", new SaId(WEB, Direction.INBOUND, before));
            assertThat(distributor.save()).contains(before.toString());
            holdings("web1");
            assertThat(distributor.save()).doesNotContain(before.toString());
        }

        @Test
        void spis_of_former_generations_stay_taken_until_they_are_retired() {
            distributor.want(List.of(TestFleet.PATH), NOW);
            Spi before = spi("web1");
            complete();
            distributor.rotate(now);
            assertThat(distributor.save()).contains(before.toString());
            complete();
            assertThat(distributor.save()).doesNotContain(before.toString());
        }
    }

    @Test
    void nothing_can_be_sealed_to_a_weak_key_so_it_is_not_enrolled() {
        TestFleet real = new TestFleet(6, new HpkeSealing());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> real.distributor.enroll("web9", SealingPublicKey.of(new byte[32])))
                .withMessageContaining("small order");
    }

    @Test
    void a_vanished_host_holds_up_its_own_paths_only() {
        distributor.enroll("web2", fleet.distribution.newKeyPair(fleet.random).publicKey());
        KeyedPath other =
                new KeyedPath("db1", DB.local(), "web2", IpAddress.parse("10.0.0.3"), EspParameters.standard());
        distributor.want(List.of(TestFleet.PATH, other), NOW);
        finish(KeyPhase.INBOUND);
        finish(KeyPhase.OUTBOUND);
        finish(KeyPhase.RETIRE);
        assertThat(distributor.status()).extracting(s -> s.complete()).containsExactly(true, false);
        assertThat(distributor.status().get(1).waitingFor()).containsOnlyKeys("db1", "web2");
    }

    private List<SealedInstruction> on(KeyReport report) {
        return distributor.on(report, now);
    }

    private List<SealedInstruction> done(String workload, KeyPhase phase) {
        return on(new KeyReport.Done(
                workload, TestFleet.PATH.seenBy(workload), fleet.status().generation(), phase, spi(workload)));
    }

    private List<SealedInstruction> failed(String workload, long generation, long highestUsed) {
        return on(new KeyReport.Failed(
                workload,
                TestFleet.PATH.seenBy(workload),
                generation,
                KeyPhase.INBOUND,
                highestUsed,
                ErrorCode.KEY_REUSE,
                "used before"));
    }

    private List<SealedInstruction> holdings(String workload, SaId... sas) {
        return on(new KeyReport.Holdings(workload, List.of(sas)));
    }

    private void finish(KeyPhase phase) {
        done("web1", phase);
        done("db1", phase);
    }

    private void complete() {
        for (KeyPhase phase : KeyPhase.values()) {
            finish(phase);
        }
        assertThat(fleet.status().complete()).isTrue();
    }

    private SaId inbound(String workload) {
        return new SaId(TestFleet.PATH.seenBy(workload), Direction.INBOUND, spi(workload));
    }

    private SaId outbound(String workload) {
        return new SaId(TestFleet.PATH.seenBy(workload), Direction.OUTBOUND, spi(TestFleet.PATH.peerOf(workload)));
    }

    /** The SPI at which a host receives by the newest generation, as the distributor has saved it. */
    private Spi spi(String workload) {
        Rotation rotation = DistributorJson.read(fleet.own.publicKey(), distributor.save())
                .rotation(TestFleet.PATH)
                .orElseThrow();
        return rotation.inboundSpi(workload);
    }

    private static void assertAsked(
            List<SealedInstruction> instructions, KeyPhase phase, long generation, String... workloads) {
        List<String> actual = new ArrayList<>();
        instructions.forEach(i -> actual.add(i.workload() + " " + i.phase() + " " + i.generation()));
        assertThat(actual)
                .containsExactly(Arrays.stream(workloads)
                        .map(w -> w + " " + phase + " " + generation)
                        .toArray(String[]::new));
    }
}
