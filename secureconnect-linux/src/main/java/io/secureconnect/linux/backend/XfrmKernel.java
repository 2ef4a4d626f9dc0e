package io.secureconnect.linux.backend;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.linux.netlink.Errno;
import io.secureconnect.linux.netlink.NetlinkChannel;
import io.secureconnect.linux.netlink.NetlinkError;
import io.secureconnect.linux.netlink.NetlinkRequest;
import io.secureconnect.linux.netlink.Reply;
import io.secureconnect.linux.netlink.Verdict;
import io.secureconnect.linux.xfrm.MessageFormat;
import io.secureconnect.linux.xfrm.SpiRequest;
import io.secureconnect.linux.xfrm.UserPolicy;
import io.secureconnect.linux.xfrm.UserState;
import io.secureconnect.linux.xfrm.XfrmMessage;
import io.secureconnect.linux.xfrm.XfrmSelector;
import java.util.List;
import java.util.Optional;

/** What the backend asks of the kernel, in values. */
final class XfrmKernel implements AutoCloseable {
    /** How often a question is asked whose answer is lost. */
    private static final int ATTEMPTS = 3;

    private final NetlinkChannel channel;

    XfrmKernel(NetlinkChannel channel) {
        this.channel = channel;
    }

    int portId() {
        return channel.portId();
    }

    /**
     * Asks the cheapest question there is.
     *
     * @throws SecureConnectException if the kernel refuses to talk to this process
     */
    void requireAccess() {
        answer(
                "asking for the size of the policy database",
                ask(MessageFormat.GET_SPD_INFO.message(new MessageFormat.Flags(0)), MessageFormat.NEW_SPD_INFO));
    }

    List<XfrmMessage<UserPolicy>> policies() {
        return channel.dump(
                MessageFormat.DUMP_POLICY.message(new MessageFormat.Empty()),
                message -> XfrmMessage.decode(MessageFormat.NEW_POLICY, message));
    }

    List<XfrmMessage<UserState>> states() {
        return channel.dump(
                MessageFormat.DUMP_SA.message(new MessageFormat.Empty()),
                message -> XfrmMessage.decode(MessageFormat.NEW_SA, message));
    }

    /** The entry with exactly this selector. */
    Optional<XfrmMessage<UserPolicy>> policy(XfrmSelector selector, Direction direction) {
        return found("looking up a policy", ask(Policies.bySelector(selector, direction), MessageFormat.NEW_POLICY));
    }

    /** The SA that packets with this destination and SPI find, whoever made it. */
    Optional<XfrmMessage<UserState>> state(SaId id) {
        return found("looking up an SA", ask(States.get(id), MessageFormat.NEW_SA));
    }

    /** Asks what changes nothing, so that it may be asked again. */
    private <B> Reply<XfrmMessage<B>> ask(NetlinkRequest request, MessageFormat<B> answer) {
        Reply<XfrmMessage<B>> reply = channel.ask(request, message -> XfrmMessage.decode(answer, message));
        for (int attempt = 1; attempt < ATTEMPTS && isLost(reply); attempt++) {
            reply = channel.ask(request, message -> XfrmMessage.decode(answer, message));
        }
        return reply;
    }

    private static boolean isLost(Reply<?> reply) {
        return reply.error().filter(e -> e.errno().equals(Errno.ENOBUFS)).isPresent();
    }

    /** Makes a larval SA and returns it with its SPI. */
    Reply<XfrmMessage<UserState>> allocateSpi(XfrmMessage<SpiRequest> request) {
        return channel.ask(request, message -> XfrmMessage.decode(MessageFormat.NEW_SA, message));
    }

    List<Verdict> execute(List<? extends NetlinkRequest> requests) {
        return channel.execute(requests);
    }

    Verdict execute(NetlinkRequest request) {
        return channel.execute(List.of(request)).get(0);
    }

    private static <T> Optional<T> found(String doing, Reply<T> reply) {
        boolean absent = reply.error()
                .filter(e -> e.errno().equals(Errno.ENOENT) || e.errno().equals(Errno.ESRCH))
                .isPresent();
        return absent ? Optional.empty() : Optional.of(answer(doing, reply));
    }

    /** The answer, or the kernel's refusal as an exception. */
    static <T> T answer(String doing, Reply<T> reply) {
        if (reply.error().isPresent()) {
            NetlinkError error = reply.error().get();
            throw KernelFault.of(doing, error).exception();
        }
        return reply.value()
                .orElseThrow(() -> new SecureConnectException(
                        ErrorCode.KERNEL_PROTOCOL, doing + ": the kernel neither answered nor refused"));
    }

    @Override
    public void close() {
        channel.close();
    }
}
