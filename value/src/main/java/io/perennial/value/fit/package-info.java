// SPDX-License-Identifier: Apache-2.0

/** Maximum likelihood, as every model of this module is fitted. */
@NullMarked
package io.perennial.value.fit;

import org.jspecify.annotations.NullMarked;
