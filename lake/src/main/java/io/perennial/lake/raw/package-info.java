// SPDX-License-Identifier: Apache-2.0
/** Raw text cut into rows, the same on every engine, and why a row could not be cut. */
@NullMarked
package io.perennial.lake.raw;

import org.jspecify.annotations.NullMarked;
