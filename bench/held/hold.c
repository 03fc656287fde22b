/* hold N PORT SECONDS: opens N connections to 127.0.0.1:PORT from 127.9.x.y sources, reads and counts what comes */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
static double now(void){struct timespec t;clock_gettime(CLOCK_MONOTONIC,&t);return t.tv_sec+t.tv_nsec/1e9;}
int main(int c,char**v){
  int n=atoi(v[1]),port=atoi(v[2]);double secs=atof(v[3]);
  int ep=epoll_create1(0);long bytes=0,closed=0;int i;
  for(i=0;i<n;i++){
    int f=socket(AF_INET,SOCK_STREAM,0);if(f<0){perror("socket");break;}
    struct sockaddr_in a={.sin_family=AF_INET};a.sin_addr.s_addr=htonl(0x7f090000u+i/50+1);
    int one=1;setsockopt(f,SOL_SOCKET,SO_REUSEADDR,&one,4);
    if(bind(f,(void*)&a,sizeof a)<0){perror("bind");break;}
    struct sockaddr_in s={.sin_family=AF_INET,.sin_port=htons(port)};s.sin_addr.s_addr=htonl(0x7f000001);
    if(connect(f,(void*)&s,sizeof s)<0){perror("connect");break;}
    struct epoll_event e={.events=EPOLLIN,.data.fd=f};epoll_ctl(ep,EPOLL_CTL_ADD,f,&e);
    if(i%200==0)usleep(2000);
  }
  printf("opened %d\n",i);fflush(stdout);
  double end=now()+secs;char b[4096];struct epoll_event es[256];
  while(now()<end){int k=epoll_wait(ep,es,256,500);for(int j=0;j<k;j++){int r=read(es[j].data.fd,b,sizeof b);if(r<=0){closed++;epoll_ctl(ep,EPOLL_CTL_DEL,es[j].data.fd,0);close(es[j].data.fd);}else bytes+=r;}}
  printf("bytes %ld closed %ld\n",bytes,closed);return 0;}
