/* The plainest tarpit there could be: accepts on a port, and sends a byte every ten seconds to each who is there.
   usage: epoll PORT */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define PAUSE_MILLIS 10000
#define EVENTS 256

/* All wait equally long, so the order in which they came is that in which they are due. */
struct peer { int fd; long due; struct peer *next; };

static long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int main(int count, char **words) {
    struct peer *first = NULL, **last = &first;
    struct sockaddr_in address = {.sin_family = AF_INET};
    struct epoll_event events[EVENTS], wanted = {.events = EPOLLIN};
    int one = 1, door = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), waiting = epoll_create1(0);
    if (count != 2) return 2;
    address.sin_port = htons(atoi(words[1]));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(door, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(door, (void *) &address, sizeof address) || listen(door, 1024)) { perror("listen"); return 1; }
    epoll_ctl(waiting, EPOLL_CTL_ADD, door, &wanted);
    for (;;) {
        long until = first ? first->due - now() : -1;
        epoll_wait(waiting, events, EVENTS, first && until < 0 ? 0 : until);
        for (int fd; (fd = accept4(door, NULL, NULL, SOCK_NONBLOCK)) >= 0;) {
            struct peer *peer = malloc(sizeof *peer);
            *peer = (struct peer) {fd, now() + PAUSE_MILLIS, NULL};
            *last = peer;
            last = &peer->next;
        }
        while (first && first->due <= now()) {
            struct peer *peer = first;
            first = peer->next;
            if (!first) last = &first;
            if (send(peer->fd, "x", 1, MSG_NOSIGNAL) < 0) { close(peer->fd); free(peer); continue; }
            *peer = (struct peer) {peer->fd, now() + PAUSE_MILLIS, NULL};
            *last = peer;
            last = &peer->next;
        }
    }
}
