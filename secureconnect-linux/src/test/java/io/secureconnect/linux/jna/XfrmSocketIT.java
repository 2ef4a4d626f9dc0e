package io.secureconnect.linux.jna;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.linux.lab.Await;
import io.secureconnect.linux.lab.Lab;
import io.secureconnect.linux.lab.NetworkNamespace;
import io.secureconnect.linux.lab.RealKernel;
import io.secureconnect.linux.netlink.Errno;
import io.secureconnect.linux.netlink.EventReader;
import io.secureconnect.linux.netlink.NetlinkChannel;
import io.secureconnect.linux.netlink.NetlinkError;
import io.secureconnect.linux.netlink.NetlinkRequest;
import io.secureconnect.linux.netlink.Octets;
import io.secureconnect.linux.netlink.Verdict;
import io.secureconnect.linux.xfrm.AttributeType;
import io.secureconnect.linux.xfrm.LifetimeLimits;
import io.secureconnect.linux.xfrm.LifetimeUse;
import io.secureconnect.linux.xfrm.MessageFormat;
import io.secureconnect.linux.xfrm.UserPolicy;
import io.secureconnect.linux.xfrm.UserPolicyId;
import io.secureconnect.linux.xfrm.XfrmAddress;
import io.secureconnect.linux.xfrm.XfrmGroup;
import io.secureconnect.linux.xfrm.XfrmMessage;
import io.secureconnect.linux.xfrm.XfrmSelector;
import io.secureconnect.linux.xfrm.Xfrma;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a real kernel answers to batches, faults and listeners. */
@RealKernel
class XfrmSocketIT {
    /** A policy for the {@code number}th pair, added as new or over another. */
    private static XfrmMessage<UserPolicy> policy(MessageFormat<UserPolicy> format, int number, int direction) {
        HostPair path = HostPair.of("10.7.0.1", "10.6." + number / 256 + "." + number % 256);
        boolean out = direction == UserPolicy.DIRECTION_OUT;
        XfrmSelector selector = new XfrmSelector(
                XfrmAddress.of(path.destination(out ? Direction.OUTBOUND : Direction.INBOUND)),
                XfrmAddress.of(path.source(out ? Direction.OUTBOUND : Direction.INBOUND)),
                0,
                0,
                0,
                0,
                XfrmAddress.AF_INET,
                32,
                32,
                0,
                0,
                0);
        return format.message(new UserPolicy(
                selector, LifetimeLimits.NONE, LifetimeUse.NONE, 5, 0, direction, UserPolicy.ACTION_BLOCK, 0, 0));
    }

    private static List<XfrmMessage<UserPolicy>> policies(MessageFormat<UserPolicy> format, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> policy(format, i, UserPolicy.DIRECTION_OUT))
                .toList();
    }

    private static NetlinkChannel channel(NetworkNamespace namespace) {
        return new NetlinkChannel(namespace.call(XfrmSocket::open));
    }

    @Test
    void eachRefusalOfABatchMeetsItsRequest(Lab lab) {
        try (NetlinkChannel channel = channel(lab.namespace("a"))) {
            channel.execute(policies(MessageFormat.NEW_POLICY, 500).subList(100, 400));

            List<Verdict> verdicts = channel.execute(policies(MessageFormat.NEW_POLICY, 500));

            assertThat(verdicts.subList(0, 100)).containsOnly(Verdict.ACCEPTED);
            assertThat(verdicts.subList(100, 400)).allMatch(v -> v.isRefusedWith(Errno.EEXIST));
            assertThat(verdicts.subList(400, 500)).containsOnly(Verdict.ACCEPTED);
            assertThat(channel.dump(
                            MessageFormat.DUMP_POLICY.message(new MessageFormat.Empty()),
                            m -> XfrmMessage.decode(MessageFormat.NEW_POLICY, m)
                                    .body()
                                    .direction()))
                    .hasSize(500);
        }
    }

    @Test
    void aFaultIsToldInTheKernelsWordsWithTheAttribute(Lab lab) {
        try (NetlinkChannel channel = channel(lab.namespace("a"))) {
            NetlinkRequest shortMark = policy(MessageFormat.NEW_POLICY, 1, UserPolicy.DIRECTION_OUT)
                    .with(AttributeType.unknown(Xfrma.MARK.number()), Octets.of((byte) 1));
            NetlinkRequest wrongIndex = MessageFormat.NEW_POLICY.message(
                    new UserPolicy(XfrmSelector.ANY, LifetimeLimits.NONE, LifetimeUse.NONE, 0, 8, 1, 0, 0, 0));

            NetlinkError attribute =
                    channel.execute(List.of(shortMark)).get(0).error().orElseThrow();
            NetlinkError words =
                    channel.execute(List.of(wrongIndex)).get(0).error().orElseThrow();

            assertThat(attribute.attribute()).contains("XFRMA_MARK");
            assertThat(words.errno()).isEqualTo(Errno.EINVAL);
            assertThat(words.text()).hasValueSatisfying(text -> assertThat(text).isNotBlank());
        }
    }

    @Test
    void aWaitingListenerIsClosedAtOnce(Lab lab) throws InterruptedException {
        NetworkNamespace namespace = lab.namespace("a");
        CountDownLatch heard = new CountDownLatch(1);
        EventReader reader = new EventReader(
                namespace.call(() -> XfrmEventSocket.open(XfrmGroup.POLICY.number())),
                message -> heard.countDown(),
                () -> {});
        reader.start();
        namespace.ip("xfrm policy add src 10.0.0.1 dst 10.0.0.2 dir out");
        assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();

        reader.close(); // hangs, and the test times out, if the wait is not ended
    }

    @Test
    void aListenerThatFallsBehindIsToldOfTheLossAndThenHearsOn(Lab lab) throws InterruptedException {
        NetworkNamespace namespace = lab.namespace("a");
        AtomicInteger heard = new AtomicInteger();
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch lost = new CountDownLatch(1);
        CountDownLatch newsAfterwards = new CountDownLatch(1);
        XfrmMessage<UserPolicy> news = policy(MessageFormat.UPDATE_POLICY, 40_000, UserPolicy.DIRECTION_OUT);
        EventReader reader = new EventReader(
                namespace.call(() -> XfrmEventSocket.open(XfrmGroup.POLICY.number())),
                message -> {
                    entered.countDown();
                    awaitQuietly(release);
                    heard.incrementAndGet();
                    boolean update = message.header().type() == MessageFormat.UPDATE_POLICY.type();
                    if (update
                            && XfrmMessage.decode(MessageFormat.UPDATE_POLICY, message)
                                    .body()
                                    .selector()
                                    .equals(news.body().selector())) {
                        newsAfterwards.countDown();
                    }
                },
                lost::countDown);
        reader.start();
        try (NetlinkChannel channel = channel(namespace)) {
            for (int round = 0; round < 20; round++) {
                channel.execute(policies(round == 0 ? MessageFormat.NEW_POLICY : MessageFormat.UPDATE_POLICY, 1000));
            }
            assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
            release.countDown();
            assertThat(lost.await(60, TimeUnit.SECONDS)).isTrue();
            Await.until("news after the loss", () -> {
                channel.execute(List.of(news));
                return newsAfterwards.getCount() == 0;
            });
        }
        reader.close();
        assertThat(heard).hasValueLessThan(20_000);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void deletingByIndexSparesWhatHasTheSameSelector(Lab lab) {
        try (NetlinkChannel channel = channel(lab.namespace("a"))) {
            XfrmMessage<UserPolicy> policy = policy(MessageFormat.NEW_POLICY, 1, UserPolicy.DIRECTION_OUT);
            channel.execute(List.of(policy));
            XfrmMessage<UserPolicyId> stale = MessageFormat.DELETE_POLICY.message(
                    new UserPolicyId(policy.body().selector(), 0x5c000001, UserPolicy.DIRECTION_OUT));

            assertThat(channel.execute(List.of(stale)).get(0).isRefusedWith(Errno.ENOENT))
                    .isTrue();
        }
    }
}
