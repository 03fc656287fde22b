/* Opens connections to a port of the loopback, fifty from each address, and reads what comes for as long as is wished.
   usage: hold COUNT PORT SECONDS     prints how many are open, then what came and how many were closed by the server */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define OF_ONE_ADDRESS 50
#define FIRST_ADDRESS 0x7f090001u /* 127.9.0.1 */

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static int visit(unsigned source, int port) {
    struct sockaddr_in from = {.sin_family = AF_INET}, to = {.sin_family = AF_INET};
    int one = 1, fd = socket(AF_INET, SOCK_STREAM, 0);
    from.sin_addr.s_addr = htonl(source);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    to.sin_port = htons(port);
    if (fd < 0) return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(fd, (void *) &from, sizeof from) || connect(fd, (void *) &to, sizeof to)) return -1;
    return fd;
}

int main(int count, char **words) {
    long bytes = 0, closed = 0, open = 0;
    char buffer[4096];
    struct epoll_event events[256];
    int waiting = epoll_create1(0);
    if (count != 4) return 2;
    for (long wanted = atol(words[1]); open < wanted; open++) {
        int fd = visit(FIRST_ADDRESS + open / OF_ONE_ADDRESS, atoi(words[2]));
        struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
        if (fd < 0) { perror("a visit"); break; }
        epoll_ctl(waiting, EPOLL_CTL_ADD, fd, &event);
        if (open % 100 == 0) usleep(5000); /* The server has to come after. */
    }
    printf("%ld\n", open);
    fflush(stdout);
    for (double end = now() + atof(words[3]); now() < end;) {
        int ready = epoll_wait(waiting, events, 256, 500);
        for (int i = 0; i < ready; i++) {
            long got = read(events[i].data.fd, buffer, sizeof buffer);
            if (got > 0) bytes += got;
            else { closed++; close(events[i].data.fd); }
        }
    }
    printf("%ld %ld\n", bytes, closed);
    return 0;
}
