// SPDX-License-Identifier: Apache-2.0

/** Work cut into fixed pieces, so that the result does not depend on how many threads do it. */
@NullMarked
package io.perennial.math.parallel;

import org.jspecify.annotations.NullMarked;
