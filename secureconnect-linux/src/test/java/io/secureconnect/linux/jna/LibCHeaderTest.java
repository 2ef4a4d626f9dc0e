package io.secureconnect.linux.jna;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.linux.netlink.CProbe;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every number and structure that goes to libc against the system's headers. */
class LibCHeaderTest {
    private static final List<String> HEADERS = List.of(
            "linux/in.h",
            "linux/in6.h",
            "linux/ipv6.h",
            "linux/udp.h",
            "sys/socket.h",
            "sys/eventfd.h",
            "poll.h",
            "linux/netlink.h",
            "asm/socket.h");

    @Test
    void numbersAreThoseOfTheSystem() throws Exception {
        Map<String, Long> expected = new LinkedHashMap<>();
        for (Field field : LibCNumber.class.getDeclaredFields()) {
            if (!field.isSynthetic()) {
                expected.put(field.getName(), (long) field.getInt(null));
            }
        }
        assertThat(expected).hasSizeGreaterThan(10);

        assertThat(CProbe.evaluate(HEADERS, expected.keySet())).containsExactlyEntriesOf(expected);
    }

    @Test
    void structuresAreLaidOutAsTheCodeFillsThem() throws Exception {
        Map<String, Long> expected = new LinkedHashMap<>();
        expected.put("sizeof(struct sockaddr_nl)", 12L);
        expected.put("offsetof(struct sockaddr_nl, nl_family)", 0L);
        expected.put("offsetof(struct sockaddr_nl, nl_pid)", 4L);
        expected.put("sizeof(struct sockaddr_in)", 16L);
        expected.put("offsetof(struct sockaddr_in, sin_family)", 0L);
        expected.put("offsetof(struct sockaddr_in, sin_port)", 2L);
        expected.put("sizeof(struct sockaddr_in6)", 28L);
        expected.put("offsetof(struct sockaddr_in6, sin6_family)", 0L);
        expected.put("offsetof(struct sockaddr_in6, sin6_port)", 2L);
        expected.put("offsetof(struct sockaddr_in, sin_addr)", 4L);
        expected.put("offsetof(struct sockaddr_in6, sin6_addr)", 8L);
        expected.put("sizeof(struct in_pktinfo)", 12L);
        expected.put("offsetof(struct in_pktinfo, ipi_spec_dst)", 4L);
        expected.put("offsetof(struct in_pktinfo, ipi_addr)", 8L);
        expected.put("sizeof(struct in6_pktinfo)", 20L);
        expected.put("offsetof(struct in6_pktinfo, ipi6_addr)", 0L);
        expected.put("sizeof(struct msghdr)", 56L);
        expected.put("offsetof(struct msghdr, msg_name)", 0L);
        expected.put("offsetof(struct msghdr, msg_namelen)", 8L);
        expected.put("offsetof(struct msghdr, msg_iov)", 16L);
        expected.put("offsetof(struct msghdr, msg_iovlen)", 24L);
        expected.put("offsetof(struct msghdr, msg_control)", 32L);
        expected.put("offsetof(struct msghdr, msg_controllen)", 40L);
        expected.put("sizeof(struct iovec)", 16L);
        expected.put("offsetof(struct iovec, iov_base)", 0L);
        expected.put("offsetof(struct iovec, iov_len)", 8L);
        expected.put("sizeof(struct cmsghdr)", 16L);
        expected.put("offsetof(struct cmsghdr, cmsg_len)", 0L);
        expected.put("offsetof(struct cmsghdr, cmsg_level)", 8L);
        expected.put("offsetof(struct cmsghdr, cmsg_type)", 12L);
        expected.put("CMSG_SPACE(sizeof(struct in_pktinfo))", 32L);
        expected.put("CMSG_SPACE(sizeof(struct in6_pktinfo))", 40L);
        expected.put("sizeof(struct pollfd)", 8L);
        expected.put("offsetof(struct pollfd, fd)", 0L);
        expected.put("offsetof(struct pollfd, events)", 4L);
        expected.put("offsetof(struct pollfd, revents)", 6L);
        expected.put("sizeof(size_t)", 8L);
        expected.put("sizeof(nfds_t)", 8L);
        expected.put("sizeof(socklen_t)", 4L);

        assertThat(CProbe.evaluate(HEADERS, expected.keySet())).containsExactlyEntriesOf(expected);
    }
}
