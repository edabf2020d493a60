// SPDX-License-Identifier: Apache-2.0

/** What to do next, for whom, within which limits, and whether it helped: the words. */
@NullMarked
package io.perennial.decide;

import org.jspecify.annotations.NullMarked;
