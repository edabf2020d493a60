// SPDX-License-Identifier: Apache-2.0
/** Networks as numbers and plain Java: what they answer, and how that leans on each input. */
@NullMarked
package io.perennial.value.deep.net;

import org.jspecify.annotations.NullMarked;
