package io.secureconnect.core.keying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.keying.KeyPhase;
import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.keying.bc.HpkeSealing;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.KeyJournal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One host, {@code web1}, told what a real distributor tells it. */
class ControllerKeyingTest {
    private static final Instant NOW = TestFleet.START;
    private static final HostPair PATH = TestFleet.PATH.seenBy("web1");
    private static final Map<HostPair, EspParameters> POLICY = Map.of(PATH, EspParameters.standard());
    private static final BackendSnapshot NOTHING = BackendSnapshot.builder().build();

    private final TestFleet fleet = new TestFleet(3, new HpkeSealing());
    private final TestHost web = fleet.web();
    private final ControllerKeying keying = web.agent();

    private List<SealedInstruction> first;

    @BeforeEach
    void distributorMakesKeys() {
        first = fleet.distributor.want(List.of(TestFleet.PATH), NOW);
    }

    @Nested
    class WhatIsNotBelieved {
        @BeforeEach
        void policy() {
            keying.synchronize(POLICY, NOTHING, NOW);
        }

        @Test
        void an_instruction_for_another_host_installs_nothing() {
            assertRefused(keying.on(first.get(0), NOW), "'db1' came to 'web1'");
        }

        @Test
        void an_instruction_of_another_host_that_is_relabelled_installs_nothing() {
            SealedInstruction other = first.get(0);
            assertRefused(
                    keying.on(relabelled("web1", other, other.generation(), other.phase()), NOW),
                    "was not sealed to this host");
        }

        @Test
        void another_generation_or_phase_on_the_label_installs_nothing() {
            SealedInstruction own = first.get(1);
            assertRefused(keying.on(relabelled("web1", own, 2, own.phase()), NOW), "was not sealed");
            assertRefused(keying.on(relabelled("web1", own, 1, KeyPhase.OUTBOUND), NOW), "was not sealed");
            assertThat(keying.refused()).isEqualTo(2);
        }

        @Test
        void a_changed_envelope_installs_nothing() {
            SealedInstruction own = first.get(1);
            byte[] changed = own.envelope().clone();
            changed[changed.length - 1] ^= 1;
            assertRefused(
                    keying.on(new SealedInstruction("web1", own.path(), 1, own.phase(), changed), NOW), "was changed");
        }

        @Test
        void another_distributor_is_not_believed() {
            TestFleet strangers = new TestFleet(4, new HpkeSealing());
            assertRefused(
                    keying.on(
                            strangers
                                    .distributor
                                    .want(List.of(TestFleet.PATH), NOW)
                                    .get(1),
                            NOW),
                    "by the distributor it believes");
        }

        @Test
        void a_name_on_the_label_cannot_write_lines_of_the_log() {
            SealedInstruction own = first.get(1);
            KeyingEffect effect = keying.on(relabelled("x\nfake line" + "y".repeat(500), own, 1, own.phase()), NOW)
                    .get(0);
            assertThat(((KeyingEffect.Fault) effect).message())
                    .doesNotContain("\n")
                    .hasSizeLessThan(250);
        }

        private void assertRefused(List<KeyingEffect> effects, String why) {
            assertThat(effects).hasSize(1);
            KeyingEffect.Fault fault = (KeyingEffect.Fault) effects.get(0);
            assertThat(fault.code()).isEqualTo(ErrorCode.KEY_UNREADABLE);
            assertThat(fault.message()).contains(why);
            assertThat(keying.refused()).isPositive();
        }

        private SealedInstruction relabelled(String workload, SealedInstruction of, long generation, KeyPhase phase) {
            return new SealedInstruction(workload, of.path(), generation, phase, of.envelope());
        }
    }

    @Nested
    class PolicyDecides {
        @Test
        void an_instruction_that_is_early_waits_for_its_policy() {
            assertThat(keying.on(first.get(1), NOW)).isEmpty();
            List<KeyingEffect> effects = keying.synchronize(POLICY, NOTHING, NOW);
            assertThat(effects)
                    .extracting(KeyingEffect::kind)
                    .containsExactly(KeyingEffect.Kind.REPORT, KeyingEffect.Kind.CHANGE);
        }

        @Test
        void a_path_that_policy_does_not_want_gets_no_key() {
            keying.synchronize(Map.of(HostPair.of("10.0.0.1", "10.0.0.9"), EspParameters.standard()), NOTHING, NOW);
            assertThat(keying.on(first.get(1), NOW)).isEmpty();
        }

        @Test
        void a_weaker_proposal_than_the_policy_asks_for_is_refused_once_and_waits() {
            EspParameters weaker = EspParameters.builder()
                    .proposal(EspProposal.parse("aes128gcm16"))
                    .build();
            SealedInstruction weak =
                    fleet.distributor.want(List.of(TestFleet.path(weaker)), NOW).get(1);
            keying.synchronize(POLICY, NOTHING, NOW);
            KeyingEffect.Fault fault = (KeyingEffect.Fault) keying.on(weak, NOW).get(0);
            assertThat(fault.code()).isEqualTo(ErrorCode.PARAMETERS_REFUSED);
            assertThat(fault.path()).contains(PATH);
            assertThat(fault.message()).contains("aes128gcm16", "aes256gcm16");
            assertThat(keying.on(weak, NOW)).as("the same again").isEmpty();
            assertThat(web.journal().highest(PATH, Direction.INBOUND)).isZero();
            assertThat(changes(keying.synchronize(Map.of(PATH, weaker), NOTHING, NOW)))
                    .as("when the policy changes")
                    .hasSize(1);
        }

        @Test
        void no_other_difference_of_parameters_passes_either() {
            keying.synchronize(
                    Map.of(PATH, EspParameters.builder().replayWindow(64).build()), NOTHING, NOW);
            assertThat(keying.on(first.get(1), NOW).get(0).kind()).isEqualTo(KeyingEffect.Kind.FAULT);
        }
    }

    @Nested
    class Steps {
        @BeforeEach
        void policy() {
            keying.synchronize(POLICY, NOTHING, NOW);
        }

        @Test
        void the_journal_is_written_before_the_kernel_and_the_report_comes_after_it() {
            List<KeyingEffect> effects = keying.on(first.get(1), NOW);
            assertThat(web.journal().highest(PATH, Direction.INBOUND)).isEqualTo(1);
            SecurityAssociation sa = installed(effects);
            assertThat(sa.id().direction()).isEqualTo(Direction.INBOUND);
            assertThat(sa.keys().isWiped()).isFalse();
            List<KeyingEffect> after = keying.on(applied(effects), NOW);
            assertThat(reports(after))
                    .containsExactly(new KeyReport.Done(
                            "web1", PATH, 1, KeyPhase.INBOUND, sa.id().spi()));
            assertThat(sa.keys().isWiped()).isTrue();
        }

        @Test
        void the_same_again_while_the_kernel_works_waits_and_is_confirmed() {
            List<KeyingEffect> effects = keying.on(first.get(1), NOW);
            assertThat(keying.on(first.get(1), NOW)).isEmpty();
            List<KeyingEffect> after = keying.on(applied(effects), NOW);
            assertThat(reports(after)).hasSize(2).allMatch(r -> r.kind() == KeyReport.Kind.DONE);
            assertThat(changes(after)).isEmpty();
        }

        @Test
        void what_the_kernel_refuses_fails_with_its_code_and_the_key_is_gone() {
            List<KeyingEffect> effects = keying.on(first.get(1), NOW);
            BackendChange change = changes(effects).get(0);
            List<KeyingEffect> after =
                    keying.on(List.of(ChangeResult.failed(change, ErrorCode.SPI_IN_USE, "EEXIST")), NOW);
            KeyReport.Failed failed = (KeyReport.Failed) reports(after).get(0);
            assertThat(failed.code()).isEqualTo(ErrorCode.SPI_IN_USE);
            assertThat(failed.highestUsed()).isEqualTo(1);
            assertThat(installed(effects).keys().isWiped()).isTrue();
        }

        @Test
        void an_sa_that_was_there_before_has_another_key_and_is_no_success() {
            List<KeyingEffect> effects = keying.on(first.get(1), NOW);
            List<KeyingEffect> after =
                    keying.on(List.of(ChangeResult.unchanged(changes(effects).get(0))), NOW);
            assertThat(((KeyReport.Failed) reports(after).get(0)).code()).isEqualTo(ErrorCode.SPI_IN_USE);
            assertThat(((KeyReport.Failed) reports(keying.on(first.get(1), NOW)).get(0)).code())
                    .as("nor is it when the instruction comes again")
                    .isEqualTo(ErrorCode.KEY_REUSE);
        }

        @Test
        void after_a_crash_an_sa_that_is_there_is_confirmed_without_a_write() {
            List<KeyingEffect> effects = keying.on(first.get(1), NOW);
            SaId there = installed(effects).id();
            web.kernel().apply(changes(effects).get(0));
            ControllerKeying next = restarted(web.journal());
            List<KeyingEffect> hello = next.synchronize(POLICY, web.kernel().snapshot(), NOW);
            assertThat(reports(hello)).containsExactly(new KeyReport.Holdings("web1", List.of(there)));
            List<KeyingEffect> again = next.on(first.get(1), NOW);
            assertThat(changes(again)).isEmpty();
            assertThat(reports(again).get(0).kind()).isEqualTo(KeyReport.Kind.DONE);
        }

        @Test
        void after_a_crash_a_generation_that_was_noted_but_not_installed_is_not_used_again() {
            keying.on(first.get(1), NOW);
            ControllerKeying next = restarted(web.journal());
            next.synchronize(POLICY, NOTHING, NOW);
            KeyReport.Failed failed =
                    (KeyReport.Failed) reports(next.on(first.get(1), NOW)).get(0);
            assertThat(failed.code()).isEqualTo(ErrorCode.KEY_REUSE);
            assertThat(failed.highestUsed()).isEqualTo(1);
        }

        @Test
        void without_a_journal_no_key_is_installed_and_the_same_one_may_be_tried_again() {
            BrokenJournal journal = new BrokenJournal();
            ControllerKeying next = restarted(journal);
            next.synchronize(POLICY, NOTHING, NOW);
            List<KeyingEffect> effects = next.on(first.get(1), NOW);
            assertThat(effects).hasSize(1);
            KeyingEffect.Fault fault = (KeyingEffect.Fault) effects.get(0);
            assertThat(fault.code()).isEqualTo(ErrorCode.JOURNAL_FAILED);
            assertThat(fault.message()).contains("disk full");
            journal.broken = false;
            assertThat(changes(next.on(first.get(1), NOW))).hasSize(1);
        }

        @Test
        void after_a_crash_between_the_new_outbound_sa_and_the_old_one_the_old_one_goes_before_done() {
            bothEndsHaveTheFirstGeneration();
            SaId old = web.kernel().sas(PATH, Direction.OUTBOUND).get(0);
            SealedInstruction outbound = rotateUntil(KeyPhase.OUTBOUND);
            web.kernel().apply(changes(keying.on(outbound, NOW)).get(0));
            ControllerKeying next = restarted(web.journal());
            next.synchronize(POLICY, web.kernel().snapshot(), NOW);

            List<KeyingEffect> effects = next.on(outbound, NOW);

            assertThat(changes(effects)).containsExactly(new BackendChange.RemoveSa(old));
            assertThat(reports(effects)).isEmpty();
            assertThat(reports(next.on(applied(effects), NOW)))
                    .extracting(KeyReport::kind)
                    .containsExactly(KeyReport.Kind.DONE);
        }

        @Test
        void a_late_outbound_of_the_generation_before_does_not_remove_the_newer_sa() {
            SealedInstruction late = bothEndsHaveTheFirstGeneration();
            SealedInstruction outbound = rotateUntil(KeyPhase.OUTBOUND);
            web.kernel().apply(changes(keying.on(outbound, NOW)).get(0));
            ControllerKeying next = restarted(web.journal());
            next.synchronize(POLICY, web.kernel().snapshot(), NOW);

            List<KeyingEffect> effects = next.on(late, NOW);

            assertThat(changes(effects)).isEmpty();
            assertThat(reports(effects)).extracting(KeyReport::kind).containsExactly(KeyReport.Kind.DONE);
        }

        @Test
        void an_sa_that_does_not_go_is_tried_again_when_the_instruction_comes_again() {
            bothEndsHaveTheFirstGeneration();
            SealedInstruction retire = rotateUntil(KeyPhase.RETIRE);
            web.kernel().refuseNext(ErrorCode.KERNEL_REFUSED);
            web.receive(retire, NOW);
            assertThat(fleet.toDistributor)
                    .as("no report, other keys would not help")
                    .isEmpty();
            web.receive(retire, NOW);
            assertThat(fleet.toDistributor).extracting(KeyReport::kind).containsExactly(KeyReport.Kind.DONE);
            assertThat(web.kernel().sas(PATH, Direction.OUTBOUND)).hasSize(1);
        }

        @Test
        void outcomes_out_of_order_are_the_callers_mistake() {
            keying.on(first.get(1), NOW);
            SaId other = new SaId(PATH, Direction.INBOUND, new Spi(0x12345678));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> keying.on(List.of(ChangeResult.applied(new BackendChange.RemoveSa(other))), NOW))
                    .withMessageContaining("REMOVE_SA");
        }

        /** Returns the OUTBOUND instruction of the first generation for this host. */
        private SealedInstruction bothEndsHaveTheFirstGeneration() {
            web.want(POLICY, NOW);
            fleet.db().want(Map.of(PATH.mirror(), EspParameters.standard()), NOW);
            fleet.toDistributor.clear();
            fleet.send(first);
            SealedInstruction outbound = deliverUntil(KeyPhase.OUTBOUND);
            fleet.settle();
            return outbound;
        }

        private SealedInstruction rotateUntil(KeyPhase phase) {
            fleet.send(fleet.distributor.rotate(NOW));
            return deliverUntil(phase);
        }

        private SealedInstruction deliverUntil(KeyPhase phase) {
            for (int turns = 0; fleet.toHosts.stream().noneMatch(i -> i.phase() == phase); turns++) {
                assertThat(turns).as("turns without " + phase).isLessThan(20);
                List.copyOf(fleet.toHosts).forEach(i -> {
                    fleet.toHosts.remove(i);
                    fleet.deliver(i);
                });
                List.copyOf(fleet.toDistributor).forEach(r -> {
                    fleet.toDistributor.remove(r);
                    fleet.deliver(r);
                });
            }
            return fleet.toHosts.stream()
                    .filter(i -> i.workload().equals("web1"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Nested
    class WhatTheKernelTells {
        private final SaId sa = new SaId(PATH, Direction.INBOUND, new Spi(0x12345678));

        @BeforeEach
        void policy() {
            keying.synchronize(POLICY, NOTHING, NOW);
        }

        @Test
        void a_packet_without_an_sa_is_reported_once_in_ten_seconds() {
            BackendEvent acquire = new BackendEvent.Acquire(PATH);
            assertThat(reports(keying.on(acquire, NOW))).containsExactly(new KeyReport.Needed("web1", PATH));
            assertThat(keying.on(acquire, NOW.plusMillis(9_999))).isEmpty();
            assertThat(keying.on(acquire, NOW.plusSeconds(10))).hasSize(1);
        }

        @Test
        void limits_are_reported_soft_and_hard() {
            assertThat(reports(keying.on(new BackendEvent.Expired(sa, false), NOW)))
                    .containsExactly(new KeyReport.Expiring("web1", sa, false));
            assertThat(reports(keying.on(new BackendEvent.Expired(sa, true), NOW)))
                    .containsExactly(new KeyReport.Expiring("web1", sa, true));
        }

        @Test
        void an_sa_that_died_is_no_longer_counted_on() {
            List<KeyingEffect> effects = keying.on(first.get(1), NOW);
            keying.on(applied(effects), NOW);
            keying.on(new BackendEvent.Expired(installed(effects).id(), true), NOW);
            assertThat(((KeyReport.Failed) reports(keying.on(first.get(1), NOW)).get(0)).code())
                    .isEqualTo(ErrorCode.KEY_REUSE);
        }

        @Test
        void paths_of_others_are_nobodys_business() {
            HostPair other = HostPair.of("10.0.0.1", "10.0.0.9");
            assertThat(keying.on(new BackendEvent.Acquire(other), NOW)).isEmpty();
            assertThat(keying.on(
                            new BackendEvent.Expired(new SaId(other, Direction.INBOUND, new Spi(4711)), true), NOW))
                    .isEmpty();
        }

        @Test
        void events_that_ask_for_a_fresh_dump_are_left_to_the_loop() {
            assertThat(keying.on(new BackendEvent.EventsLost(), NOW)).isEmpty();
            assertThat(keying.on(new BackendEvent.ChangedByOthers("x"), NOW)).isEmpty();
            assertThat(keying.on(new BackendEvent.MappingChanged(sa, PATH.remote(), 4500), NOW))
                    .isEmpty();
        }
    }

    @Test
    void holdings_name_what_carries_packets_on_wanted_paths_and_nothing_else() {
        SaId larval = new SaId(PATH, Direction.INBOUND, new Spi(0x22222222));
        web.kernel().larval(larval);
        assertThat(reports(keying.synchronize(POLICY, web.kernel().snapshot(), NOW)))
                .containsExactly(new KeyReport.Holdings("web1", List.of()));
    }

    @Test
    void without_paths_there_is_nothing_to_report() {
        assertThat(keying.synchronize(Map.of(), NOTHING, NOW)).isEmpty();
    }

    private ControllerKeying restarted(KeyJournal journal) {
        return new ControllerKeying("web1", fleet.openerOf("web1"), journal);
    }

    private static SecurityAssociation installed(List<KeyingEffect> effects) {
        return ((BackendChange.InstallSa) changes(effects).get(0)).sa();
    }

    private static List<BackendChange> changes(List<KeyingEffect> effects) {
        return effects.stream()
                .filter(e -> e.kind() == KeyingEffect.Kind.CHANGE)
                .map(e -> ((KeyingEffect.Change) e).change())
                .collect(Collectors.toList());
    }

    private static List<KeyReport> reports(List<KeyingEffect> effects) {
        return effects.stream()
                .filter(e -> e.kind() == KeyingEffect.Kind.REPORT)
                .map(e -> ((KeyingEffect.Report) e).report())
                .collect(Collectors.toList());
    }

    private static List<ChangeResult> applied(List<KeyingEffect> effects) {
        return changes(effects).stream().map(ChangeResult::applied).collect(Collectors.toList());
    }

    /** A journal on a full disk, until it is not. */
    private static final class BrokenJournal implements KeyJournal {
        private final KeyJournal inner = KeyJournal.inMemory();
        private boolean broken = true;

        @Override
        public long highest(HostPair path, Direction direction) {
            return inner.highest(path, direction);
        }

        @Override
        public void use(HostPair path, Direction direction, long generation) {
            if (broken) {
                throw new SecureConnectException(ErrorCode.JOURNAL_FAILED, "disk full");
            }
            inner.use(path, direction, generation);
        }
    }
}
