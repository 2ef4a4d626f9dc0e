/** The main job on two hosts in memory: policy, plan, keys, packets, rotation; everything printed is computed. */
@NullMarked
package io.secureconnect.examples.quickstart;

import org.jspecify.annotations.NullMarked;
