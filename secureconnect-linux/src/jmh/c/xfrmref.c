/*
 * The yardstick of XfrmBench: adds the same policies with the same messages, or reads them all, as directly as C can.
 * usage: xfrmref PATHS BATCH    prints wall and processor nanoseconds from the first message built to the last answer read
 *        xfrmref dump           prints the same of one dump of all policies, only counted
 */
#include <arpa/inet.h>
#include <linux/netlink.h>
#include <linux/xfrm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define PREFIX 0x5C000000u
#define PRIORITY 2000

struct message {
	struct nlmsghdr header;
	struct xfrm_userpolicy_info policy;
	struct nlattr attribute;
	struct xfrm_user_tmpl template;
};

static char out[64 * 1024], in[64 * 1024];

static void build(struct message *m, int path, int direction, unsigned sequence, unsigned port)
{
	unsigned local = htonl(0x0A010001), remote = htonl(0x0A020000u + path);

	memset(m, 0, sizeof(*m));
	m->header.nlmsg_len = sizeof(*m);
	m->header.nlmsg_type = XFRM_MSG_NEWPOLICY;
	m->header.nlmsg_flags = NLM_F_REQUEST;
	m->header.nlmsg_seq = sequence;
	m->header.nlmsg_pid = port;
	m->policy.sel.daddr.a4 = direction ? remote : local;
	m->policy.sel.saddr.a4 = direction ? local : remote;
	m->policy.sel.family = AF_INET;
	m->policy.sel.prefixlen_d = 32;
	m->policy.sel.prefixlen_s = 32;
	m->policy.lft.soft_byte_limit = XFRM_INF;
	m->policy.lft.hard_byte_limit = XFRM_INF;
	m->policy.lft.soft_packet_limit = XFRM_INF;
	m->policy.lft.hard_packet_limit = XFRM_INF;
	m->policy.priority = PRIORITY;
	m->policy.index = PREFIX | (unsigned)path << 3 | direction;
	m->policy.dir = direction;
	m->policy.action = XFRM_POLICY_ALLOW;
	m->attribute.nla_len = sizeof(m->attribute) + sizeof(m->template);
	m->attribute.nla_type = XFRMA_TMPL;
	m->template.id.proto = IPPROTO_ESP;
	m->template.family = AF_INET;
	m->template.reqid = PREFIX | (unsigned)path << 1 | direction;
	m->template.mode = XFRM_MODE_TRANSPORT;
	m->template.aalgos = ~0u;
	m->template.ealgos = ~0u;
	m->template.calgos = ~0u;
}

static void fail(const char *what)
{
	perror(what);
	exit(1);
}

static int open_socket(unsigned *port)
{
	struct sockaddr_nl address = { .nl_family = AF_NETLINK };
	socklen_t length = sizeof(address);
	int one = 1, queue = 4 * 1024 * 1024;
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_XFRM);

	if (fd < 0 || bind(fd, (struct sockaddr *)&address, length) || connect(fd, (struct sockaddr *)&address, length) ||
	    getsockname(fd, (struct sockaddr *)&address, &length))
		fail("socket");
	setsockopt(fd, SOL_NETLINK, NETLINK_EXT_ACK, &one, sizeof(one));
	setsockopt(fd, SOL_NETLINK, NETLINK_CAP_ACK, &one, sizeof(one));
	setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &queue, sizeof(queue));
	*port = address.nl_pid;
	return fd;
}

static void send_and_check(int fd, int messages)
{
	struct message *last = (struct message *)out + messages - 1;
	ssize_t octets;

	last->header.nlmsg_flags |= NLM_F_ACK;
	if (send(fd, out, messages * sizeof(struct message), 0) < 0)
		fail("send");
	if ((octets = recv(fd, in, sizeof(in), 0)) < 0)
		fail("recv");
	for (struct nlmsghdr *h = (struct nlmsghdr *)in; NLMSG_OK(h, octets); h = NLMSG_NEXT(h, octets)) {
		struct nlmsgerr *e = NLMSG_DATA(h);

		if (h->nlmsg_type != NLMSG_ERROR || e->error || h->nlmsg_seq != last->header.nlmsg_seq) {
			fprintf(stderr, "message %u: error %d\n", h->nlmsg_seq, e->error);
			exit(1);
		}
	}
}

static void dump(int fd)
{
	struct nlmsghdr request = {
		.nlmsg_len = sizeof(request), .nlmsg_type = XFRM_MSG_GETPOLICY, .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP
	};
	int policies = 0;

	if (send(fd, &request, sizeof(request), 0) < 0)
		fail("send");
	for (;;) {
		ssize_t octets = recv(fd, in, sizeof(in), 0);

		if (octets < 0)
			fail("recv");
		for (struct nlmsghdr *h = (struct nlmsghdr *)in; NLMSG_OK(h, octets); h = NLMSG_NEXT(h, octets)) {
			if (h->nlmsg_type == NLMSG_DONE) {
				fprintf(stderr, "%s", policies ? "" : "no policies\n");
				return;
			}
			policies++;
		}
	}
}

static struct timespec begin[2];

static void start(void)
{
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, begin + 1);
	clock_gettime(CLOCK_MONOTONIC, begin);
}

static long long since(clockid_t clock, const struct timespec *then)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (now.tv_sec - then->tv_sec) * 1000000000LL + now.tv_nsec - then->tv_nsec;
}

static void stop(void)
{
	long long wall = since(CLOCK_MONOTONIC, begin);

	printf("%lld %lld\n", wall, since(CLOCK_PROCESS_CPUTIME_ID, begin + 1));
}

int main(int argc, char **argv)
{
	int paths = argc > 1 ? atoi(argv[1]) : 20000, batch = argc > 2 ? atoi(argv[2]) : 128;
	int limit = sizeof(out) / sizeof(struct message), filled = 0;
	unsigned port, sequence = 0;
	int fd = open_socket(&port);

	if (argc > 1 && !strcmp(argv[1], "dump")) {
		start();
		dump(fd);
		stop();
		return 0;
	}
	if (batch > limit)
		batch = limit;
	start();
	for (int path = 0; path < paths; path++) {
		for (int direction = XFRM_POLICY_OUT; direction >= XFRM_POLICY_IN; direction--) {
			build((struct message *)out + filled++, path, direction, ++sequence, port);
			if (filled == batch) {
				send_and_check(fd, filled);
				filled = 0;
			}
		}
	}
	if (filled)
		send_and_check(fd, filled);
	stop();
	close(fd);
	return 0;
}
