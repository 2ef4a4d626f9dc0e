package io.secureconnect.linux.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.Unprotect;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.ChangeResult.Outcome;
import io.secureconnect.spi.Protection;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Protecting and unprotecting paths: the messages, and what their answers mean. */
class PathChangesTest extends BackendOnTwin {
    @Test
    void aPathIsTwoEntriesWithOneRequiredTemplateEachThatNamesItsSlotAndDirection() {
        applied(new Protect(PATH, Protection.ENCRYPT), new Protect(OTHER, Protection.DISCARD));

        assertThat(kernel.writes)
                .containsExactly(
                        "new out 10.0.0.1->10.0.0.2 allow reqid 5c000001",
                        "new in 10.0.0.2->10.0.0.1 allow reqid 5c000000",
                        "new out 10.0.0.1->10.0.0.3 block reqid 5c000003",
                        "new in 10.0.0.3->10.0.0.1 block reqid 5c000002");
        assertThat(kernel.policies)
                .extracting(p -> String.format("%08x", p.index()))
                .containsExactly("5c000001", "5c000000", "5c000009", "5c000008");
        for (KernelTwin.Policy policy : kernel.policies) {
            byte[] template = KernelTwin.attribute(policy.attributes(), 5);
            assertThat(template).hasSize(64);
            assertThat(template[20]).as("ESP").isEqualTo((byte) 50);
            assertThat(template[48]).as("transport mode").isZero();
            assertThat(template[50]).as("required, not optional").isZero();
            assertThat(Arrays.copyOfRange(template, 52, 64)).containsOnly(0xff);
            assertThat(policy.priority()).isEqualTo(2000);
            assertThat(KernelTwin.host(policy.body()).getLong(56))
                    .as("no limit")
                    .isEqualTo(-1);
        }
    }

    @Test
    void manyChangesAreFewSends() {
        List<Protect> changes = IntStream.rangeClosed(1, 1000)
                .mapToObj(i ->
                        new Protect(HostPair.of("10.1.0.1", "10.2." + i / 256 + "." + i % 256), Protection.ENCRYPT))
                .toList();
        int before = kernel.sends;

        assertThat(backend.apply(changes)).extracting(ChangeResult::outcome).containsOnly(Outcome.APPLIED);

        assertThat(kernel.policies).hasSize(2000);
        assertThat(kernel.sends - before)
                .as("two dumps and 2000 messages, 128 a send")
                .isEqualTo(2 + 16);
    }

    @Test
    void anEntryOfOthersIsNeverWrittenOverAndTheOtherHalfIsUndone() {
        foreignPolicy(PATH, Direction.INBOUND, FOREIGN_REQID);
        List<String> before = kernel.policies.stream().map(Object::toString).toList();

        fails(ErrorCode.FOREIGN_CONFLICT, "reqid 77", new Protect(PATH, Protection.ENCRYPT));

        assertThat(kernel.policies).extracting(Object::toString).isEqualTo(before);
        assertThat(kernel.writes).noneMatch(w -> w.startsWith("update"));
        assertThat(apply(new Unprotect(PATH)).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(kernel.policies).extracting(Object::toString).isEqualTo(before);
    }

    @Test
    void undoingPutsBackWhatWasOurs() {
        applied(new Protect(PATH, Protection.DISCARD));
        kernel.policies.removeIf(p -> p.direction() == 0);
        foreignPolicy(PATH, Direction.INBOUND, FOREIGN_REQID);

        fails(ErrorCode.FOREIGN_CONFLICT, "another owner", new Protect(PATH, Protection.ENCRYPT));

        assertThat(kernel.policies.stream().filter(p -> p.direction() == 1))
                .singleElement()
                .matches(KernelTwin.Policy::blocks);
    }

    @Test
    void aReplacedEntryKeepsItsSlotAlsoForTheNextProcess() {
        applied(new Protect(OTHER, Protection.ENCRYPT), new Protect(PATH, Protection.DISCARD));
        kernel.writes.clear();

        assertThat(open().apply(List.of(new Protect(PATH, Protection.ENCRYPT)))
                        .get(0)
                        .outcome())
                .isEqualTo(Outcome.APPLIED);

        assertThat(kernel.writes)
                .containsExactly(
                        "new out 10.0.0.1->10.0.0.2 allow reqid 5c000003",
                        "new in 10.0.0.2->10.0.0.1 allow reqid 5c000002",
                        "update out 10.0.0.1->10.0.0.2 allow reqid 5c000003",
                        "update in 10.0.0.2->10.0.0.1 allow reqid 5c000002");
    }

    @Test
    void aFreedSlotIsUsedAgain() {
        applied(new Protect(PATH, Protection.ENCRYPT), new Protect(OTHER, Protection.ENCRYPT));
        applied(new Unprotect(PATH));
        applied(new Protect(SIX, Protection.ENCRYPT));

        assertThat(kernel.policies).extracting(KernelTwin.Policy::reqid).contains(0x5c000000, 0x5c000001);
    }

    @Test
    void lostAnswersAreFoundOutByAsking() {
        kernel.losesAnswersOnce = () -> kernel.writes.size() == 4;

        List<ChangeResult> results =
                backend.apply(List.of(new Protect(PATH, Protection.ENCRYPT), new Protect(OTHER, Protection.ENCRYPT)));

        assertThat(results).extracting(ChangeResult::outcome).containsOnly(Outcome.APPLIED);
        assertThat(kernel.policies).hasSize(4);
        assertThat(kernel.writes).as("nothing was written twice").hasSize(4);
    }

    @Test
    void aQuestionWhoseAnswerWasLostIsAskedAgain() {
        applied(new Protect(PATH, Protection.ENCRYPT));
        int sends = kernel.sends;
        kernel.losesAnswersOnce = () -> kernel.sends == sends + 1;

        applied(new Unprotect(PATH));
    }

    @Test
    void lostAnswersOfADeletionAreFoundOutByDeletingAgain() {
        applied(new Protect(PATH, Protection.ENCRYPT));
        kernel.writes.clear();
        kernel.losesAnswersOnce = () -> kernel.writes.size() == 2;

        assertThat(apply(new Unprotect(PATH)).outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(kernel.policies).isEmpty();
    }

    @Test
    void unprotectingDeletesByIndexSoThatNobodyElsesEntryGoes() {
        applied(new Protect(PATH, Protection.ENCRYPT));
        applied(new Unprotect(PATH));

        assertThat(kernel.policies).isEmpty();
        assertThat(kernel.writes.subList(2, 4))
                .containsExactly(
                        "delete out 10.0.0.1->10.0.0.2 allow reqid 5c000001",
                        "delete in 10.0.0.2->10.0.0.1 allow reqid 5c000000");
    }

    @Test
    void larvalSasOfAcquiresGoWithTheirPath() {
        applied(new Protect(PATH, Protection.ENCRYPT), new Protect(OTHER, Protection.ENCRYPT));
        acquire(PATH, 0x5c000001);
        acquire(OTHER, 0x5c000003);
        acquire(PATH, FOREIGN_REQID);

        applied(new Unprotect(PATH));

        assertThat(kernel.states)
                .extracting(Object::toString)
                .containsExactly(
                        "10.0.0.1->10.0.0.3 spi 00000000 reqid 5c000003 larval",
                        "10.0.0.1->10.0.0.2 spi 00000000 reqid 0000004d larval");
    }

    private void acquire(HostPair path, int reqid) {
        byte[] body = new byte[224];
        System.arraycopy(path.remote().octets(), 0, body, 56, 4);
        System.arraycopy(path.local().octets(), 0, body, 80, 4);
        body[76] = 50;
        KernelTwin.host(body).putInt(208, reqid).putShort(212, (short) 2);
        kernel.states.add(new KernelTwin.State(body, new byte[0]));
    }

    @Test
    void changesOfOnePathWaitForEachOther() {
        assertThat(backend.apply(List.of(
                        new Protect(PATH, Protection.DISCARD),
                        new Protect(PATH, Protection.ENCRYPT),
                        new Unprotect(PATH),
                        new Protect(PATH, Protection.ENCRYPT),
                        new Protect(PATH, Protection.ENCRYPT))))
                .extracting(ChangeResult::outcome)
                .containsExactly(Outcome.APPLIED, Outcome.APPLIED, Outcome.APPLIED, Outcome.APPLIED, Outcome.UNCHANGED);
        assertThat(kernel.policies).hasSize(2).noneMatch(KernelTwin.Policy::blocks);
    }
}
