#include "thread.h"

#include <stdlib.h>

struct task {
    void (*run)(void *argument);
    void *argument;
};

#ifdef _WIN32
#include <windows.h>

static DWORD WINAPI run_task(void *task) {
    ((struct task *) task)->run(((struct task *) task)->argument);
    return 0;
}

void run_in_thread(void (*run)(void *argument), void *argument) {
    struct task task = {run, argument};
    HANDLE thread = CreateThread(NULL, 0, run_task, &task, 0, NULL);
    if (!thread || WaitForSingleObject(thread, INFINITE) != WAIT_OBJECT_0) {
        abort();
    }
    CloseHandle(thread);
}
#else
#include <pthread.h>

static void *run_task(void *task) {
    ((struct task *) task)->run(((struct task *) task)->argument);
    return NULL;
}

void run_in_thread(void (*run)(void *argument), void *argument) {
    struct task task = {run, argument};
    pthread_t thread;
    if (pthread_create(&thread, NULL, run_task, &task) || pthread_join(thread, NULL)) {
        abort();
    }
}
#endif
