// SPDX-License-Identifier: Apache-2.0
/** Values of customers to points whose distances mean something, in a way that is kept and told. */
@NullMarked
package io.perennial.segment.prepare;

import org.jspecify.annotations.NullMarked;
