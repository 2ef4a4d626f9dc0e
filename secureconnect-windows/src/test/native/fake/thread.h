/* Runs something in a thread of its own, as callbacks of the filter engine come, and waits for its end. */
#ifndef THREAD_H
#define THREAD_H

void run_in_thread(void (*run)(void *argument), void *argument);

#endif
