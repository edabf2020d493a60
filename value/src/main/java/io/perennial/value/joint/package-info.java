// SPDX-License-Identifier: Apache-2.0

/** Do those who buy more often spend more, or less, each time? Tested, and modelled when so. */
@NullMarked
package io.perennial.value.joint;

import org.jspecify.annotations.NullMarked;
