/** A share as whole percent; near the ends "<1 %" and ">99 %", as only certainty is 100 %. */
export const percentText = (share: number): string => {
  if (share > 0 && share < 0.01) return '<1 %';
  if (share < 1 && share > 0.99) return '>99 %';
  return `${Math.round(share * 100)} %`;
};
