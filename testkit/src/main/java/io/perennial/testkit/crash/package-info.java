// SPDX-License-Identifier: Apache-2.0

/** Killing a process in the middle of its work, to see what is left of it. */
@NullMarked
package io.perennial.testkit.crash;

import org.jspecify.annotations.NullMarked;
