var X,On,Vt,Te,qt,ht,In,mt,Rn,Jt,zt,Nn,Qe=Symbol.for("pv"),gt={},vt=[],jo=/^m(i|n|o|s|text|space)$/,Xt=Array.isArray,Zt=vt.slice,Le=Object.assign;function Ce(e){
e&&e.parentNode&&e.remove()}function Kn(e,t,n){var o,s,i,a={},l=arguments.length;for(i in t)i=="key"?o=t[i]:i=="ref"&&typeof e!="function"?s=t[i]:a[i]=t[i];return l>
2&&(a.children=l>3?Zt.call(arguments,2):n),Ye(e,a,o,s,null)}function Ye(e,t,n,o,s){var i={type:e,props:t,key:n,ref:o,__k:null,__:null,__b:0,__e:null,__c:null,constructor:Qe,__v:s||++On,__i:-1,__u:0};return!s&&X.vnode&&X.
vnode(i),i}function pe(){return{current:null}}function R(e){return e.children}function Re(e,t){this.props=e,this.context=t,this.__g=0}function xe(e,t){if(t==null)
return e.__&&xe(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||e.props.__P?null:xe(e)}function Yo(e){
var t,n=e.__v,o=n.__e,s=[],i=[],a=e.__P;a&&((t=Le({constructor:Qe},n)).__v=n.__v+1,X.vnode&&X.vnode(t),jt(a,t,n,e.__n,a.namespaceURI,32&n.__u?[o]:null,s,o||xe(n),
32&n.__u,i),t.__v=n.__v,t.__.__k[t.__i]=t,Gn(s,t,i),n.__=n.__e=null,t.__e!=o&&Fn(t))}function Fn(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(
function(t){return t&&(e.__e=t.__e)}),Fn(e)}function Gt(e){(8&e.__g||(e.__g|=8,Te.push(e),ht++))&&qt==X.debounceRendering||((qt=X.debounceRendering)||queueMicrotask)(
Wn)}function Wn(){try{for(var e,t=1;Te.length;)Te.length>t&&Te.sort(In),e=Te.shift(),t=Te.length,8&e.__g&&Yo(e)}finally{(ht=Te.length)&&(qt||queueMicrotask)(Wn)}}
function Un(e,t,n,o,s,i,a,l,u,c,p){var d,g,f,m,h,v,k=o.__k||vt,b=t.length;for(u=Qo(n,t,k,u,b),d=0;d<b;d++)(f=n.__k[d])!=null&&(g=~f.__i&&k[f.__i]||gt,f.__i=d,v=
jt(e,f,g,s,i,a,l,u,c,p),m=f.__e,(g.ref!=f.ref||8&g.__u)&&(g.ref&&Yt(g.ref,null,f,g),f.ref&&p.push(f.ref,f.__c||m,f)),h=h||m,4&f.__u?(u=qn(f,u,e,!g.__v),g.__e&&(g.
__e=null)):typeof f.type=="function"&&v!==void 0?u=v:m&&(u=m.nextSibling),f.__u&=-21);return n.__e=h,u}function Qo(e,t,n,o,s){var i,a,l,u,c,p,d,g,f,m=n.length,h=m,
v=0,k=0,b=e.__k=Array(s);for(i=0;i<s;i++)(a=t[i])!=null&&typeof a!="boolean"&&typeof a!="function"?(typeof a!="object"||a.constructor===String?a=b[i]=Ye(null,a):
Xt(a)?a=b[i]=Ye(R,{children:a}):a.constructor===Qe&&a.__b?a=b[i]=Ye(a.type,a.props,a.key,a.ref,a.__v):b[i]=a,u=i+v,a.__=e,a.__b=e.__b+1,l=null,~(c=a.__i=es(a,n,
u,h))&&(h--,(l=n[c])&&(l.__u|=2)),l&&l.__v?(a.__u|=16,c==u-1?v--:c==u+1?v++:c!=u&&(c>u?v--:v++,k=1)):(~c||(s>m?v--:s<m&&v++),typeof a.type!="function"&&(a.__u|=
4))):b[i]=null;if(k){for(p=[],d=[],i=0;i<s;i++)if((a=b[i])&&16&a.__u){for(v=0,g=p.length;v<g;)p[f=v+g>>1]<a.__i?v=f+1:g=f;p[v]=a.__i,d[i]=v+1}for(v=p.length;i--;)
d[i]&&(d[i]==v?v--:b[i].__u|=4)}if(h)for(i=0;i<m;i++)!(l=n[i])||2&l.__u||(l.__e==o&&(o=xe(l)),Qt(l,l));return o}function qn(e,t,n,o){var s,i,a,l;if(typeof e.type==
"function"){if(e.props.__P)return t;if(s=e.__k)for(i=0;i<s.length;i++)s[i]&&(s[i].__=e,t=qn(s[i],t,n,!1));return t}for(t&&!t.parentNode&&(t=xe(e))&&!t.parentNode&&
(t=null),a=e.__e,l=t;l&&l.nodeType==8;)l=l.nextSibling;for(a!=l&&(!o&&n.moveBefore&&a.parentNode?n.moveBefore(a,t):n.insertBefore(a,t||null)),t=a;(t=t&&t.nextSibling)&&
t.nodeType==8&&!t.data.startsWith("$s"););return t}function es(e,t,n,o){var s,i=e.key,a=e.type,l=t[n],u=l&&!(2&l.__u);if(l===null&&i==null||u&&i==l.key&&a==l.type)return n;if(o>(u?1:0)){for(s=n-1;s>=0;s--)if((l=
t[s])&&!(2&l.__u)&&i==l.key&&a==l.type)return s;for(s=n+1;s<t.length;s++)if((l=t[s])&&!(2&l.__u)&&i==l.key&&a==l.type)return s}return-1}function Hn(e,t,n){n==null&&
(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}function ft(e,t,n,o,s){var i,a;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof o=="string"&&(e.style.
cssText=o=""),o)for(t in o)n&&t in n||Hn(e.style,t);if(n)for(t in n)o&&n[t]==o[t]||Hn(e.style,t,n[t])}else if(t[0]=="o"&&t[1]=="n")typeof n!="function"&&(n=null),
typeof o!="function"&&(o=null),(e.__e||(e.__e={}))[t]=n,n&&o||(a=zt[t]||(zt[t]=ts(t)),(e.__a||(e.__a={}))[t]=Jt,i=t!=(t=t.replace(Rn,"$1")),(t=t.slice(2))[0]<"a"&&
(t=t.toLowerCase()),n?e.addEventListener(t,a,i):e.removeEventListener(t,a,i));else{if(s=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,
"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="colSpan"&&t!="role"&&t!="popover"&&t in e)
try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function ts(e){
return function(t){var n=this.__e;if(n){if(n=n[e],t[mt]==null)t[mt]=Jt++;else if(t[mt]<this.__a[e])return;return n(X.event?X.event(t):t)}}}function jt(e,t,n,o,s,i,a,l,u,c){
var p,d,g,f,m,h,v,k,b,C,M,W,$,O,B,D,Z,x,H=t.type;if(t.constructor!==Qe)return null;128&n.__u&&(u=32&n.__u,p=n.__c.__z)&&(t.__u|=u,d=i=[],p.nodeType==8?l=dt(p,i):
i.push(p),l=i[0]||l),(p=X.__b)&&p(t);e:if(typeof H=="function"){g=a.length;try{if(k=t.props,b=(p=H.prototype)&&p.render,C=(p=H.contextType)&&o[p.__c],M=p?C?C.props.
value:p.__:o,(f=n.__c)?(t.__c=f,2&f.__g&&(f.__g|=1)):(b?t.__c=f=new H(k,M):(t.__c=f=new Re(k,M),f.constructor=H,f.render=rs),C&&C.sub(f),f.state||(f.state={}),f.
__n=o,f.__g|=8,f.__h=[],f.__k=[]),b&&(f.__s||(f.__s=f.state),H.getDerivedStateFromProps&&(f.__s==f.state&&(f.__s=Le({},f.__s)),Le(f.__s,H.getDerivedStateFromProps(
k,f.__s)))),m=f.props,h=f.state,f.__v=t,n.__c){if(k!==m&&b&&!H.getDerivedStateFromProps&&f.componentWillReceiveProps&&f.componentWillReceiveProps(k,M),t.__v==n.
__v&&!(8&f.__g)||!(4&f.__g)&&f.shouldComponentUpdate&&f.shouldComponentUpdate(k,f.__s,M)===!1){t.__v!=n.__v&&(f.props=k,f.state=f.__s,f.__g&=-9),t.__e=n.__e,t.__k=
n.__k,t.__k.some(function(q){q&&(q.__=t)}),vt.push.apply(f.__h,f.__k),f.__k=[],f.__h.length&&a.push(f),l=xe(n);break e}f.componentWillUpdate&&f.componentWillUpdate(
k,f.__s,M),b&&f.componentDidUpdate&&f.__h.push(function(){f.componentDidUpdate(m,h,v)})}else b&&!H.getDerivedStateFromProps&&f.componentWillMount&&f.componentWillMount(),
b&&f.componentDidMount&&f.__h.push(f.componentDidMount);f.context=M,f.props=k,f.__P=e,f.__g&=-5,W=X.__r,$=b?25:0;do f.__g&=-9,W&&W(t),p=f.render(f.props,f.state=
f.__s,f.context);while(8&f.__g&&++$<25);b&&(vt.push.apply(f.__h,f.__k),f.__k=[]),f.state=f.__s,f.getChildContext&&(o=Le({},o,f.getChildContext())),b&&n.__c&&f.getSnapshotBeforeUpdate&&
(v=f.getSnapshotBeforeUpdate(m,h)),O=p&&p.type===R&&p.key==null?p.props.children:p,k.__P&&(p=l,s=(e=k.__P).namespaceURI,u=i=null,n.props&&n.props.__P!=e&&(n.__k.
some(function(q){q&&Qt(q,q)}),n.__k=null),l=n.__k?xe(n,0):null),l=Un(e,Xt(O)?O:[O],t,n,o,s,i,a,l,u,c),k.__P&&(t.__e=null,l=p),t.__u&=-161,d&&d.some(Ce),f.__h.length&&
a.push(f),1&f.__g&&(f.__g&=-4)}catch(q){if(a.length=g,t.__v=null,u||i)if(q&&q.then){if(t.__u|=128|u,i){for(~(Z=i.indexOf(l||void 0))||(Z=i.length);(x=i[Z-1])&&x.
nodeType==8;)Z--;for(;Z<i.length;Z++)if(x=i[Z])if(i[Z]=null,B){if(x==D)break}else{if(x.nodeType!=8)break;x.data.startsWith("$s")&&(D=dt(B=x))}}if(!B){for(;l&&l.
nodeType==8&&l.nextSibling;)l=l.nextSibling;B=l}(p=dt(B=t.__c.__z||(t.__c.__z=B)))?(t.__e=B,l=p):t.__e=l,l=l&&l.nextSibling}else i&&i.some(Ce);else t.__e=n.__e;
t.__k||(t.__k=n.__k||[]),q&&q.then||zn(t),X.__e(q,t,n)}}else l=t.__e=ns(n.__e,t,n,o,s,i,a,u,c,e);return(p=X.diffed)&&p(t),l}function dt(e,t){if(e&&e.nodeType==8&&
e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(
e)}}function zn(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(zn))}function Gn(e,t,n){for(var o=0;o<n.length;)Yt(n[o++],n[o++],n[o++]);X.__c&&X.__c(t,e),e.some(
function(s){try{e=s.__h,s.__h=[],e.some(function(i){i.call(s)})}catch(i){X.__e(i,s.__v)}})}function ns(e,t,n,o,s,i,a,l,u,c){var p,d,g,f,m,h,v,k,b=n.props||gt,C=t.
props,M=t.type;if(M=="svg"?s="http://www.w3.org/2000/svg":M=="math"?s="http://www.w3.org/1998/Math/MathML":s||(s="http://www.w3.org/1999/xhtml"),i){for(p=0;p<i.
length;p++)if((m=i[p])&&(M?m.localName==M:m.nodeType==3)){e=m,i[p]=null;break}}if(!e){if(k=c.ownerDocument||document,!M)return k.createTextNode(C);e=k.createElementNS(
s,M,C.is?C:c),l&&(X.__m&&X.__m(t,i),l=!1),i=null}if(M){if(c=M=="template"&&e.content||e,i=M=="textarea"&&C.defaultValue!=null?null:i&&Zt.call(c.childNodes),!l&&
i)for(b={},p=0;p<e.attributes.length;p++)b[(m=e.attributes[p]).name]=m.value;for(p in b)m=b[p],p=="dangerouslySetInnerHTML"?g=m:p=="children"||p in C||p=="value"&&
"defaultValue"in C||p=="checked"&&"defaultChecked"in C||ft(e,p,null,m,s);for(p in C)m=C[p],p=="children"?f=m:p=="dangerouslySetInnerHTML"?d=m:p=="value"?h=m:p==
"checked"?v=m:l&&typeof m!="function"||b[p]===m||ft(e,p,m,b[p],s);d?(l||g&&(d.__html==g.__html||d.__html==e.innerHTML)||(e.innerHTML=d.__html),t.__k=[]):(g&&(e.
textContent=""),(M=="foreignObject"||s=="http://www.w3.org/1998/Math/MathML"&&jo.test(M))&&(s="http://www.w3.org/1999/xhtml"),Un(c,Xt(f)?f:[f],t,n,o,s,i,a,i?i[0]:
n.__k&&xe(n,0),l,u),i&&i.some(Ce)),l&&M!="textarea"||(p="value",M=="progress"&&h==null?e.removeAttribute(p):h==null||h===e[p]&&(M!="progress"||h)||ft(e,p,h,b[p],
s),p="checked",v!=null&&v!=e[p]&&ft(e,p,v,b[p],s))}else b===C||l&&e.data==C||(e.data=C);return e}function Yt(e,t,n,o){try{typeof e=="function"?t?t.__x=e(t)||1:o&&
(o=o.__c||o.__e)&&(t=o.__x)&&(o.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(s){X.__e(s,n)}}function Qt(e,t,n){var o,s,i,a;if(X.unmount&&X.unmount(
e),!(o=e.ref)||o.current&&o.current!=e.__e||Yt(o,null,t,e),o=e.__c){if(o.componentWillUnmount)try{o.componentWillUnmount()}catch(l){X.__e(l,t)}o.__P=o.__n=null}
if(o=e.__k)for(a=0;a<o.length;a++)o[a]&&Qt(o[a],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(o=e.__c)&&(o=o.__z)&&(s=dt(o,i=[]))&&(o==e.__e&&i.some(Ce),Ce(
s),Ce(o)),n||Ce(e.__e),e.__e=e.__c=e.__=null}function rs(e,t,n){return this.constructor(e,n)}function en(e,t){var n,o,s,i;X.__&&X.__(e,t),t.nodeType==9&&(t=t.documentElement),
o=(n=e&&32&e.__u)?null:t.__k,t.__k=Ye(R,{children:[e]}),s=[],i=[],jt(t,t.__k,o||gt,gt,t.namespaceURI,o?null:t.firstChild?Zt.call(t.childNodes):null,s,o?o.__e:t.
firstChild,n,i),Gn(s,t.__k,i),t.__k.props.children=null}function Vn(e){function t(n){var o,s;return this.getChildContext||(o=new Set,(s={})[t.__c]=this,this.getChildContext=function(){return s},this.shouldComponentUpdate=
function(i){this.props.value!=i.value&&o.forEach(function(a){a.__g|=4,Gt(a)})},this.sub=function(i){o.add(i);var a=i.componentWillUnmount;i.componentWillUnmount=
function(){o.delete(i),a&&a.call(i)}}),n.children}return t.__c="__cC"+Nn++,t.__=e,t.Provider=(t.Consumer=function(n,o){return n.children(o)}).contextType=t,t}X={__e:function(e,t,n,o){for(var s,i,a;t=t.__;)if((s=t.__c)&&!(1&s.__g)){s.__g|=4;try{if((a=(i=s.constructor)&&i.getDerivedStateFromError)&&s.setState(i.getDerivedStateFromError(
e)),s.componentDidCatch&&(s.componentDidCatch(e,o||{}),a=1),a&&8&s.__g)return void(s.__g|=2)}catch(l){e=l}}throw ht=0,e}},On=0,Vt=function(e){return e!=null&&e.
constructor===Qe},Re.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=Le({},this.state)),typeof e=="function"&&(e=e(Le({},n),this.props)),
e&&(Le(n,e),this.__v&&(t&&this.__k.push(t),Gt(this)))},Re.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),Gt(this))},Re.prototype.render=
R,Te=[],ht=0,In=function(e,t){return e.__v.__b-t.__v.__b},mt=Symbol(),Rn=/(PointerCapture)$|Capture$/i,Jt=0,zt={},Nn=0;var Be,oe,tn,Jn,nn=Object.is,yt=0,rr=[],rn=[],se=X,Xn=se.__b,Zn=se.__r,jn=se.diffed,Yn=se.__c,Qn=se.unmount,er=se.__;function tt(e,t){se.__h&&se.__h(oe,e,yt||t),
yt=0;var n=oe.__H||(oe.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function Ne(e){return yt=1,os(sr,e)}function os(e,t,n){var o=tt(Be++,2);
if(o.t=e,!o.__c&&(o.__=[n?n(t):sr(void 0,t),function(i){var a=(o.__N||o.__)[0],l=o.t(a,i);nn(a,l)||(o.__N=[l,o.__[1]],o.__c.setState({}))}],o.__c=oe,!oe.__f)){oe.
__f=!0;var s=oe.shouldComponentUpdate;oe.shouldComponentUpdate=function(i,a,l){var u=this.__H;if(!u)return!0;var c=!1,p=this.props!=i;if(u.__.some(function(g){g.
__N&&(c=!0,nn(g.__[0],g.__N[0])||(p=!0))}),s){var d=s.call(this,i,a,l);return c?d||p:d}return!c||p}}return o.__}function sn(e,t){var n=tt(Be++,3);!se.__s&&an(n.
__H,t)&&(n.__P=!0,n.__=e,n.u=t,oe.__H.__h.push(n))}function Q(e,t){var n=tt(Be++,4);!se.__s&&an(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,oe.__h.push(n))}function V(e){return yt=
5,he(function(){return{current:e}},[])}function he(e,t){var n=tt(Be++,7);return an(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function or(e){var t=oe.context[e.__c],n=tt(Be++,9);return n.c=e,t?(n.__==null&&(n.__=!0,t.sub(oe)),t.props.value):e.__}function ss(){var e;do{for(;e=rn.shift();)try{et(e)}catch(n){se.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=rr.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(et),t.__h.
some(on),t.__h=[]}catch(n){t.__h=[],se.__e(n,e.__v)}}}while(rn.length)}se.__b=function(e){oe=null,Xn&&Xn(e)},se.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.
__m),er&&er(e,t)},se.__r=function(e){Zn&&Zn(e),Be=0;var t=(oe=e.__c).__H;t&&(tn==oe?oe.__h=[]:(t.__h.some(et),t.__h.some(on),Be=0),t.__h=[],t.__.some(function(n){
n.__N&&(n.__=n.__N),n.u=n.__N=void 0})),tn=oe},se.diffed=function(e){jn&&jn(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&nr(rr.push(t)),t.__H.__.some(function(n){
n.u&&(n.__H=n.u)})),tn=oe=null},se.__c=function(e,t){t.some(function(n){try{n.__h.some(et),n.__h=n.__h.filter(function(o){return!o.__||on(o)})}catch(o){n.__h=[function(){
throw o}]}}),Yn&&Yn(e,t)},se.unmount=function(e){Qn&&Qn(e);var t,n,o=e.__c;o&&o.__H&&(o.__H.__.some(function(s){try{if(s.__P&&s.__c){if(n===void 0){for(n=e.__;n&&
(!n.__c||!n.__c.__P);)n=n.__;n=n&&n.__c}s.__P=n,nr(rn.push(s))}else et(s)}catch(i){t=i}}),o.__H=void 0,t&&se.__e(t,o.__v))};var tr=typeof requestAnimationFrame==
"function";function is(e){var t,n=function(){clearTimeout(o),tr&&cancelAnimationFrame(t),setTimeout(e)},o=setTimeout(n,35);tr&&(t=requestAnimationFrame(n))}function nr(e){
e!=1&&Jn==se.requestAnimationFrame||((Jn=se.requestAnimationFrame)||is)(ss)}function et(e){var t=oe,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),oe=t}function on(e){
var t=oe;e.__c=e.__(),oe=t}function an(e,t){return!e||e.length!=t.length||t.some(function(n,o){return!nn(n,e[o])})}function sr(e,t){return typeof t=="function"?
t(e):t}var as=Symbol.for("preact-signals");function kt(){if(we>1)we--;else{var e,t=!1;for((function(){var s=wt;for(wt=void 0;s!==void 0;){var i=s.S;if(i.v===s.v)for(var a=i.
t;a!==void 0;a=a.x)a.i===s.i&&(a.i=i.i);s=s.o}})();rt!==void 0;){var n=rt;for(rt=void 0,bt++;n!==void 0;){var o=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&ar(n))try{n.
c()}catch(s){t||(e=s,t=!0)}n=o}}if(bt=0,we--,t)throw e}}function ne(e){if(we>0)return e();ln=++ls,we++;try{return e()}finally{kt()}}var nt,te=void 0;function ot(e){
var t=te,n=nt;te=void 0,nt=void 0;try{return e()}finally{te=t,nt=n}}var rt=void 0,we=0,bt=0,ls=0,ln=0,wt=void 0,_t=0;function ir(e){if(te!==void 0){var t=e.n;if(t===
void 0||t.t!==te)return t={i:0,S:e,p:te.s,n:void 0,t:te,e:void 0,x:void 0,r:t},te.s!==void 0&&(te.s.n=t),te.s=t,e.n=t,32&te.f&&e.S(t),t;if(t.i===-1)return t.i=0,
t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=te.s,t.n=void 0,te.s.n=t,te.s=t),t}}function le(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=
0,this.W=t?.watched,this.Z=t?.unwatched,this.name=t?.name}le.prototype.brand=as;le.prototype.h=function(){return!0};le.prototype.S=function(e){var t=this,n=this.
t;n!==e&&e.e===void 0&&(e.x=n,this.t=e,n!==void 0?n.e=e:ot(function(){var o;(o=t.W)==null||o.call(t)}))};le.prototype.U=function(e){var t=this;if(this.t!==void 0){
var n=e.e,o=e.x;n!==void 0&&(n.x=o,e.e=void 0),o!==void 0&&(o.e=n,e.x=void 0),e===this.t&&(this.t=o,o===void 0&&ot(function(){var s;(s=t.Z)==null||s.call(t)}))}};
le.prototype.subscribe=function(e){var t=this;return ge(function(){var n=t.value;ot(function(){return e(n)})},{name:"sub"})};le.prototype.valueOf=function(){return this.
value};le.prototype.toString=function(){return this.value+""};le.prototype.toJSON=function(){return this.value};le.prototype.peek=function(){var e=this;return ot(
function(){return e.value})};Object.defineProperty(le.prototype,"value",{get:function(){var e=ir(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==
this.v){if(bt>100)throw new Error("Cycle detected");(function(n){we!==0&&bt===0&&n.l!==ln&&(n.l=ln,wt={S:n,v:n.v,i:n.i,o:wt})})(this),this.v=e,this.i++,_t++,we++;
try{for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{kt()}}}});function A(e,t){return new le(e,t)}function ar(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||
!t.S.h()||t.S.i!==t.i)return!0;return!1}function lr(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}
function ur(e){for(var t=e.s,n=void 0;t!==void 0;){var o=t.p;t.i===-1?(t.S.U(t),o!==void 0&&(o.n=t.n),t.n!==void 0&&(t.n.p=o)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=
void 0),t=o}e.s=n}function De(e,t){le.call(this,void 0,t),this.x=e,this.s=void 0,this.g=_t-1,this.f=4}De.prototype=new le;De.prototype.h=function(){if(this.f&=-3,
1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===_t))return!0;if(this.g=_t,this.f|=1,this.i>0&&!ar(this))return this.f&=-2,!0;var e=te;try{lr(this),te=
this;var t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return te=e,ur(this),this.f&=-2,!0};
De.prototype.S=function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}le.prototype.S.call(this,e)};De.prototype.U=function(e){if(this.
t!==void 0&&(le.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}};De.prototype.N=function(){if(!(2&this.f)){this.
f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty(De.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=ir(
this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function ee(e,t){return new De(e,t)}function cr(e){var t=e.j;if(e.j=void 0,typeof t==
"function"){we++;var n=te;te=void 0;try{t()}catch(o){throw e.f&=-2,e.f|=8,un(e),o}finally{te=n,kt()}}}function un(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=
void 0,e.s=void 0,cr(e)}function us(e){if(te!==this)throw new Error("Out-of-order effect");ur(this),te=e,this.f&=-2;try{8&this.f&&un(this)}finally{kt()}}function Ke(e,t){
this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,nt&&nt.push(this)}Ke.prototype.c=function(){var e=this.S();try{if(8&this.f||this.
x===void 0)return;var t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};Ke.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=
1,this.f&=-9,cr(this),lr(this),we++;var e=te;return te=this,us.bind(this,e)};Ke.prototype.N=function(){2&this.f||(this.f|=2,this.u=rt,rt=this)};Ke.prototype.d=function(){
this.f|=8,1&this.f||un(this)};Ke.prototype.dispose=function(){this.d()};function ge(e,t){var n=new Ke(e,t);try{n.c()}catch(s){throw n.d(),s}var o=n.d.bind(n);return o[Symbol.
dispose]=o,o}var pr,St,Et,cs=typeof window<"u"&&!!window.__PREACT_SIGNALS_DEVTOOLS__;var fr=[];ge(function(){pr=this.N})();function Fe(e,t){X[e]=t.bind(null,X[e]||function(){})}function st(e){if(Et){var t=Et;Et=void 0,t()}Et=e&&e.S()}function mr(e){
var t=this,n=e.data,o=We(n);o.name="ReactiveDom",o.value=n;var s=he(function(){for(var l=t,u=t.__v;u=u.__;)if(u.__c){u.__c.__$f|=4;break}var c=ee(function(){var f=o.
value.value;return f===0?0:f===!0?"":f||""}),p=ee(function(){return!Array.isArray(c.value)&&!Vt(c.value)}),d=ge(function(){if(this.N=dr,p.value){var f=c.value;l.
__v&&l.__v.__e&&l.__v.__e.nodeType===3&&(l.__v.__e.data=f)}}),g=t.__$u.d;return t.__$u.d=function(){d(),g.call(this)},[p,c]},[]),i=s[0],a=s[1];return i.value?a.
peek():a.value}mr.displayName="ReactiveTextNode";Object.defineProperties(le.prototype,{constructor:{configurable:!0,value:Kn(R,null).constructor},type:{configurable:!0,
value:mr},props:{configurable:!0,get:function(){var e=this;return{data:{get value(){return e.value}}}}},__b:{configurable:!0,value:1}});Fe("__b",function(e,t){if(st(),
St=void 0,typeof t.type=="string"){var n,o=t.props;for(var s in o)if(s!=="children"){var i=o[s];i instanceof le&&(n||(t.__np=n={}),n[s]=i,o[s]=i.peek())}}e(t)});
Fe("__r",function(e,t){if(e(t),t.type!==R){st();var n,o=t.__c;o&&(o.__$f&=-2,(n=o.__$u)===void 0&&(o.__$u=n=(function(s,i){var a;return ge(function(){a=this},{name:i}),
a.c=s,a})((function(s){return function(){var i;cs&&((i=this.y)==null||i.call(this)),s.__$f|=1,s.setState({})}})(o),typeof t.type=="function"?t.type.displayName||
t.type.name:""))),St=o,st(n)}});Fe("__e",function(e,t,n,o){st(),St=void 0,e(t,n,o)});Fe("diffed",function(e,t){st(),St=void 0;var n;if(typeof t.type=="string"&&
(n=t.__e)){var o=t.__np,s=t.props,i=n.U;if(i)for(var a in i){var l=i[a];l===void 0||o&&a in o||(l.d(),i[a]=void 0)}if(o){i||(i={},n.U=i);for(var u in o){var c=i[u],
p=o[u];c===void 0?(c=ps(n,u,p,s),i[u]=c):c.o(p,s)}}}e(t)});function ps(e,t,n,o){var s=t in e&&e.ownerSVGElement===void 0,i=A(n);return{o:function(a,l){i.value=a,
o=l},d:ge(function(){this.N=dr;var a=i.value.value;o[t]!==a&&(o[t]=a,s?e[t]=a:a!=null&&(a!==!1||t[4]==="-")?e.setAttribute(t,a):e.removeAttribute(t))})}}Fe("unm\
ount",function(e,t){if(typeof t.type=="string"){var n=t.__e;if(n){var o=n.U;if(o){n.U=void 0;for(var s in o){var i=o[s];i&&i.d()}}}var a=t.__np;if(a){var l=t.props;
for(var u in a)l[u]=a[u]}t.__np=void 0}else{var c=t.__c;if(c){c.__$f|=8;var p=c.__$u;p&&(c.__$u=void 0,p.d())}}e(t)});Fe("__h",function(e,t,n,o){o<3&&(t.__$f|=2),
e(t,n,o)});Re.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;var n=this.__$u,o=n&&n.s!==void 0;for(var s in t)return!0;if(this.__f||typeof this.
u=="boolean"&&this.u===!0){var i=2&this.__$f;if(!(o||i||4&this.__$f)||1&this.__$f)return!0}else if(!(o||4&this.__$f)||3&this.__$f)return!0;for(var a in e)if(a!==
"__source"&&e[a]!==this.props[a])return!0;for(var l in this.props)if(!(l in e))return!0;return!1};function We(e,t){return he(function(){return A(e,t)},[])}var fs=function(e){queueMicrotask(function(){queueMicrotask(e)})};function ms(){ne(function(){for(var e;e=fr.shift();)pr.call(e)})}function dr(){fr.push(this)===1&&(X.requestAnimationFrame||fs)(ms)}var it=null,at=e=>e!==null&&e===it;function hr(e){e.addEventListener("keydown",t=>{t.isComposing||t.keyCode===229?(t.stopPropagation(),t.key==="Escape"&&cn(t.target,
"[type=search]")&&t.preventDefault()):t.repeat&&t.key==="Enter"&&cn(t.target,"button, a")&&t.preventDefault()},!0),ds(e),e.addEventListener("keydown",t=>{(t.ctrlKey||
t.metaKey)&&t.key==="s"||t.stopPropagation()})}function ds(e){e.addEventListener("compositionstart",({target:t})=>it=t,!0),e.addEventListener("compositionend",({
target:t})=>{it=null,t?.dispatchEvent(new Event("input",{bubbles:!0}))},!0),e.addEventListener("blur",t=>{t.target===it&&(cn(t.target,":focus")?t.stopPropagation():
it=null)},!0)}var cn=(e,t)=>e instanceof Element&&e.matches(t);function vr(e,{takes:t,hover:n,take:o}){e.addEventListener("paste",s=>{let{clipboardData:i}=s,a=yr(s);!i?.files.length||a&&(!t(a)||hs(i))||(s.preventDefault(),o(
Tt(i)))}),e.addEventListener("dragover",s=>{gr(s)||(s.preventDefault(),n(!0))}),e.addEventListener("dragleave",()=>n(!1)),e.addEventListener("drop",()=>n(!1),!0),
e.addEventListener("drop",s=>{gr(s)||(s.preventDefault(),s.stopPropagation(),s.dataTransfer&&o(Tt(s.dataTransfer)))})}function Tt(e){let n=[...e.items].some(o=>o.
webkitGetAsEntry?.()?.isDirectory);return{files:[...e.files],folder:n}}function yr(e){return e.target instanceof Element?e.target.closest("input, textarea"):null}
function gr(e){return yr(e)!==null&&!e.dataTransfer?.types.includes("Files")}function hs(e){let{body:t}=new DOMParser().parseFromString(e.getData("text/html"),"\
text/html");if(t.querySelector("img")&&!t.textContent?.trim())return"";let n=e.getData("text/plain").trim(),o=[...e.files].map(({name:i})=>i);return n.split(/[\r\n]+/).
every(i=>o.includes(i.split(/[/\\]/).at(-1)??""))?"":n}var br="100000px",gs=".jp-LinkedOutputView";function wr(e,t){let n=null,o=!1,s=new ResizeObserver(i);function i(){if(!e.isConnected||!e.parentElement?.clientWidth)
return;(!o||n&&!n.contains(e))&&(o=!0,n=vs(e),n&&s.observe(n));let a=n?.closest(gs)??null,l=n?n.clientHeight:window.innerHeight;t(a&&n?{seen:l-ys(e,n),own:!0}:{
seen:l,own:!1})}return s.observe(e.parentElement??e),window.addEventListener("resize",i),i(),()=>{s.disconnect(),window.removeEventListener("resize",i)}}function vs(e){
let t=[];for(let s=e.parentElement;s&&s!==document.body;s=s.parentElement)s!==document.documentElement&&/auto|scroll/.test(getComputedStyle(s).overflowY)&&t.push(
s);let n=e.style.height;e.style.height=br;let o=t.find(s=>s.clientHeight&&s.clientHeight<Number.parseInt(br,10));return e.style.height=n,o??null}function ys(e,t){
let n=e.getBoundingClientRect().top-t.getBoundingClientRect().top,o=Number.parseFloat(getComputedStyle(t).paddingBottom)||0;return Math.round(n+t.scrollTop-t.clientTop+
o)}function pn(e,t){let n=e.parentElement;t!==e.classList.contains("whole")&&(n&&(n.style.minHeight=t?`${e.offsetHeight}px`:""),e.classList.toggle("whole",t),"popo\
ver"in e&&(e.popover=t?"manual":null,t&&e.showPopover()))}var _r=0;function Me(){return _r+=1,`imagegen-${Date.now().toString(36)}-${_r}`}var bs=4e3,Ue=class extends Error{words;constructor(t){super(t.join(" ")||"There is no kernel to send it to."),this.words=t}};function me(e){return e instanceof
Ue?e.words:[e instanceof Error?e.message:String(e)]}function kr(e){let t=Me(),n=A("well"),o=new Map,s=new Map,i,a=0,l=!1;function u(){clearTimeout(i),i=void 0,n.
value="well"}function c(f,{resolve:m,reject:h}){s.delete(f.id),f.kind==="refused"?h(new Ue(f.words)):m(f)}function p(f,m=[]){u();let h=f?.view===t?s.get(f.id??0):
void 0;if(h)c(f,h);else for(let v of o.get(f?.kind??"")??[])v(f,m)}function d(f,m,h=[]){if(l)return!1;try{let v=e.send({kind:f,...m},void 0,h);ws(v)&&v.catch(()=>n.
value="gone")}catch{return clearTimeout(i),n.value="gone",!1}return i??=setTimeout(()=>n.value="silent",bs),!0}let g=()=>d("hello",{});return e.on("msg:custom",
p),e.on("change:_status",u),e.on("comm_live_update",g),{view:t,state:n,nextId:()=>++a,send:d,ask(f,m,h=[]){let v=m.id??++a;return new Promise((k,b)=>{s.set(v,{resolve:k,
reject:b}),!d(f,{view:t,id:v,...m},h)&&(s.delete(v),b(new Ue([])))})},on(f,m){let h=o.get(f)??new Set;o.set(f,h.add(m))},close(){l=!0,clearTimeout(i),e.off("msg\
:custom",p),e.off("change:_status",u),e.off("comm_live_update",g),o.clear();for(let{reject:f}of s.values())f(new Ue([]));s.clear()}}}function ws(e){return typeof e?.
catch=="function"}var _s={tile:600,thumbnail:60,full:6},ks=60;function Er(e){let t=new Map,n=[];function o(l){let u=t.get(l);u?.url&&URL.revokeObjectURL(u.url),t.delete(l)}function s(){
for(let[l,u]of Object.entries(_s)){let c=[...t.keys()].filter(p=>p.startsWith(`${l} `)&&t.get(p)?.url);for(let p of c.slice(0,Math.max(0,c.length-u)))o(p)}}function i(){
for(;n.length;)e.send("tiles",{hashes:n.splice(0,ks)})}function a(l,u,c,p){let d=t.get(`${l} ${u}`);if(!(!d||d.url||!p)){d.url=URL.createObjectURL(new Blob([p],
{type:`image/${c}`}));for(let g of d.waiting.splice(0))g(d.url)}}return e.on("tiles",({hashes:l},u)=>{for(let[c,p]of l.entries())a("tile",p,"webp",u[c]);s()}),e.
on("picture",({hash:l,size:u,type:c},[p])=>{a(u,l,c,p),s()}),e.on("missing",({hash:l,size:u})=>{let c=t.get(`${u} ${l}`);t.delete(`${u} ${l}`);for(let p of c?.waiting??
[])p("")}),{held:(l,u)=>t.get(`${u} ${l}`)?.url??"",url(l,u){let c=`${u} ${l}`,p=t.get(c);return p?.url?(t.delete(c),t.set(c,p),Promise.resolve(p.url)):new Promise(
d=>{p?p.waiting.push(d):(t.set(c,{url:"",waiting:[d]}),u!=="tile"?e.send("picture",{hash:l,size:u}):n.push(l)===1&&queueMicrotask(i))})},close(){n=[];for(let l of[
...t.keys()])o(l)}}}async function Sr(e,t){try{return await navigator.clipboard.writeText(e),!0}catch{let n=document.activeElement,o=document.createElement("textarea");o.value=e,o.
className="held",t.append(o),o.select();let s=document.execCommand("copy");return o.remove(),n instanceof HTMLElement&&n.focus(),s}}var Tr=[.1,.25,.5,.75,1,1.5,2,3,4,6,8],xr=16,Mr={x:.5,y:.5},Pr={width:0,height:0};function xt(){let e=A(0),t=A(Mr),n=A(Pr),o=A(Pr),s=A(devicePixelRatio),i=ee(()=>{
let{width:g,height:f}=o.value;return!g||!f?0:s.value*Math.min(n.value.width/g,n.value.height/f)}),a=ee(()=>e.value||i.value);function l(g){let{width:f,height:m}=o.
value;return{width:f*g/s.value,height:m*g/s.value}}let u=ee(()=>{let{width:g,height:f}=l(a.value);return{left:$r(n.value.width,g,t.value.x,s.value),top:$r(n.value.
height,f,t.value.y,s.value),width:g,height:f}}),c=ee(()=>u.value.width>n.value.width+1||u.value.height>n.value.height+1);function p(g,f=n.peek().width/2,m=n.peek().
height/2){let{left:h,top:v,width:k,height:b}=u.peek();if(!k)return;let C=Math.min(Math.max(xr,i.peek()),Math.max(Math.min(1,i.peek()),g)),M=l(C);ne(()=>{e.value=
C,t.value={x:(f-h)/k+(n.peek().width/2-f)/M.width,y:(m-v)/b+(n.peek().height/2-m)/M.height}}),d(0,0)}function d(g,f){let{left:m,top:h,width:v,height:k}=u.peek();
v&&(t.value={x:v>n.peek().width?(n.peek().width/2-m-g)/v:.5,y:k>n.peek().height?(n.peek().height/2-h-f)/k:.5})}return{scale:a,place:u,isLarger:c,isFit:ee(()=>e.
value===0),fit(){e.value=0,t.value=Mr},enlarge:p,move:d,larger:()=>p(Tr.find(g=>g>a.peek()*1.01)??xr),smaller:()=>p(Tr.filter(g=>g<a.peek()*.99).at(-1)??0),measure(g,f){
ne(()=>{s.value=devicePixelRatio,g&&f&&(n.value={width:g,height:f})})},show(g,f){o.value={width:g,height:f}}}}function $r(e,t,n,o){let s=t<=e?(e-t)/2:e/2-n*t,i=t<=
e?s:Math.min(0,Math.max(e-t,s));return Math.round(i*o)/o}var Es=200;function Ar({entries:e,viewing:t,selected:n,neighbour:o,complain:s}){let i=A(null),a=A(null),l=xt(),u=pe(),c={a:i,b:a};function p(m,h){ne(()=>{i.value=
m,a.value=h}),l.fit()}function d(m){let[h,v]=m.filter(({pictures:k})=>k.length);p(h?qe(h):null,v?qe(v):null)}async function g(){let m=t().shown.peek();if(!m?.pictures.
length)return;let h=qe(m,t().position.peek()),v=t().details.peek()?.steps.at(-2)?.[0];v?.hash?p(await f(v),h):p(h,null)}async function f({number:m,name:h,hash:v}){
if(!m)return{ref:h,hash:v,entry:null,picture:null};let k=await t().find(m),b=k.pictures.findIndex(C=>C.hash===v);return b<0?{ref:h,hash:v,entry:k,picture:null}:
{...qe(k,b),hash:v}}return{a:i,b:a,zoom:l,area:u,async begin(){try{let m=await n();m.length>1?d(m):await g()}catch(m){s(me(m))}},choose:m=>{a.value=qe(m)},step(m,h){
let v=(c[h].peek()?.entry??i.peek()?.entry)?.ref??"";for(let k=1;k<Es;k+=1){let b=o(v,m),C=b&&e().at(b);if(!C)return;if(v=C.ref,C.pictures.length!==0){c[h].value=
qe(C);return}}},swap(){a.peek()&&ne(()=>{[i.value,a.value]=[a.peek(),i.peek()]})}}}function qe(e,t=e.main){let n=e.pictures[t]??null;return{ref:t===e.main?e.ref:
`${e.ref}.${t+1}`,hash:n?.hash??"",entry:e,picture:n}}async function Cr(e,t){let n=await Ss(t),o={id:e.nextId(),name:t.name,total:n.size},s=0;for(;;){let i=await n.slice(s,s+524288).arrayBuffer(),a=await e.ask("upl\
oad",{...o,start:s},[i]);if(a.kind==="uploaded")return a;s=a.received}}async function Ss(e){let t=URL.createObjectURL(e);try{let n=await Ts(t,e.name),{naturalWidth:o,
naturalHeight:s}=n;if(o*s>5e7){let l=Math.round(o*s/1e6);throw new Error(`${e.name} has ${l} megapixels; 50 is the most. Make it smaller first.`)}let i=["image/\
png","image/jpeg","image/webp"].includes(e.type),a=e.size>4e6||Math.max(o,s)>2*2048;return i&&!a?e:await xs(n,e)}finally{URL.revokeObjectURL(t)}}function Ts(e,t){
let n=new Image;return new Promise((o,s)=>{n.onload=()=>o(n),n.onerror=()=>s(new Error(`${t} is no picture that a browser can read.`)),n.src=e})}async function xs(e,t){
let{naturalWidth:n,naturalHeight:o}=e,s=Math.min(1,2048/Math.max(n,o)),i=document.createElement("canvas");i.width=Math.max(1,Math.round(n*s)),i.height=Math.max(
1,Math.round(o*s)),i.getContext("2d")?.drawImage(e,0,0,i.width,i.height);let a=t.type==="image/jpeg"?"image/jpeg":"image/webp",l=await new Promise(u=>i.toBlob(u,
a,.92));if(!l)throw new Error(`${t.name} could not be made smaller.`);return l}var Ms=/[{}|\\@*=]/;function Dr(e,t){let n=e.map(p=>p.text).join("");if(n===t)return e;let o=Br(n,t),s=Br(Lr(n.slice(o)),Lr(t.slice(o))),[i,a]=[n.slice(o,n.length-
s),t.slice(o,t.length-s)];if(Ms.test(i+a))return[fn(t)];let l=[],u=0,c=0;for(let p of e){let[d,g]=[u,u+p.text.length];if(u=g,p.kind==="text")continue;let f=g<=o;
if(!f&&d<n.length-s)continue;let m=f?0:t.length-n.length;l.push(fn(t.slice(c,d+m)),p),c=g+m}return[...l,fn(t.slice(c))]}var fn=e=>({text:e,kind:"text",words:""}),
Lr=e=>e.split("").reverse();function Br(e,t){let n=0;for(;n<e.length&&n<t.length&&e[n]===t[n];)n+=1;return n}var Ps=8,$s=300,As=8e3,Cs=/^\s*%%imagegen(?:[ \t]|\r?\n)/,Hr={parts:[],fine:!0,press:{label:"Generate",price:"",new:0},pieces:[]};function Or({line:e,say:t,open:n,
sent:o}){let s=A(""),i=A([]),a=A(""),l=A(1),u=A([]),c=A(!0),p=A(""),d=A([]),g=A(Hr),f=A(!1),m=A(0),h=A(null),v=A(""),k=A(!1),b=pe(),C=pe(),M,W,$=ee(()=>Dr(g.value.
pieces,s.value)),O=ee(()=>{let{press:E}=g.value;return f.value&&E.new===0?Hr.press:E}),B=()=>({template:s.peek(),models:i.peek(),aspect:a.peek(),takes:l.peek(),
inputs:u.peek().map(({ref:E})=>E),together:c.peek(),options:p.peek()});function D(E){d.value=E}function Z(){clearTimeout(M),M=void 0,f.value=!0,S()}function x(){
Z(),!at(C.current)&&e.send("compose",{view:e.view,...B()})}function H(E){s.value=E,Z(),M=setTimeout(x,$s)}function q(E){s.value=E,x(),C.current?.focus()}function S(){
clearTimeout(W),m.value=0}function w(E){m.value=E,W=setTimeout(S,As),t(`${E} new calls. Press once more to send them.`)}function T(){if(D([]),!s.peek().trim()){
D(["Write what to paint first."]),C.current?.focus();return}let E=m.peek();M&&x(),S(),e.ask("generate",{...B(),confirmed:E}).then(K=>K.kind==="unconfirmed"?w(K.
new):I(K),K=>D(me(K)))}function I({new:E,replayed:K}){let[U]=K;if(E>0||U===void 0){o();let re=K.length>0?`, ${K.length} were made before`:"";return t(E>1||re?`A\
sked for ${E}${re}.`:"Asked.")}n(U);let ae=K.length>1?`Those are ${K.length} pictures`:`That is @${U}`;t(`${ae} already, at no new call. Again makes a new take.`)}
function G(E){u.value=E,x()}let ue=()=>c.peek()?Ps:100;function ie(E,K=u.peek().length){let U=u.peek();if(U.some(({ref:ae})=>ae===E.ref))return t(`${E.label} is\
 an input already.`);if(K>=ue())return D([`${ue()} inputs are the most.`]);G([...U.slice(0,K),E,...U.slice(K+1)]),t(`${E.label} is input ${K+1}.`)}function Y(E,K){
let U=[...u.peek()],[ae,re]=[U[E],U[E+K]];return!ae||!re?!1:([U[E],U[E+K]]=[re,ae],G(U),!0)}async function ce({files:E,folder:K},U){if(D([]),K)return D(["A fold\
er can't be an input. Drop the pictures in it."]);if(E.length===0)return D(["There was no picture in what was dropped."]);let ae=U===void 0?ue()-u.peek().length:
1;if(E.length>ae){let re=U===void 0?`${ue()} inputs are the most`:"one replaces one";return D([`${E.length} files are too many: ${re}.`])}for(let re of E)await be(
re,U)}async function be(E,K){v.value=E.name;try{let{ref:U,hash:ae,prompt:re,by:je}=await Cr(e,E);ie({ref:U,hash:ae,label:E.name},K),re&&(h.value={name:E.name,prompt:re,
by:je})}catch(U){D(me(U))}v.value=""}function Ie(E,{alone:K=!1}={}){ne(()=>{u.value=E.slice(0,100),c.value=!K,q("")});let[U,...ae]=E,re=ae.length>0?`${E.length}\
 pictures`:U?.label;t(`Say what to change about ${re}.`)}function Xe(E){let K=new Map(u.peek().map(({ref:U,label:ae})=>[U,ae]));ne(()=>{s.value=E.template??"",i.
value=E.models??[],a.value=E.aspect??"",l.value=E.takes??1,u.value=(E.inputs??[]).map(({ref:U,hash:ae,name:re})=>({ref:U,hash:ae,label:K.get(U)??re})),c.value=E.
together??!0,p.value=E.options??""})}async function Ze(E){if(!Cs.test(E))return;await new Promise(U=>setTimeout(U));let K=s.peek();e.ask("pastedCell",{text:E}).
then(({composed:U})=>{s.peek()===K&&(D([]),Xe(U),x(),t("The cell fills the composer."))},U=>D(me(U)))}return e.on("plan",({view:E,parts:K,fine:U,press:ae,pieces:re})=>{
let je=re.map(({text:Wt})=>Wt).join("")===s.peek();E!==e.view&&!je||ne(()=>{g.value={parts:K,fine:U,press:ae,pieces:re},f.value=M!==void 0})}),{template:s,models:i,
aspect:a,takes:l,inputs:u,inOne:c,options:p,complaint:d,told:g,pieces:$,press:O,armed:m,offer:h,sending:v,hovered:k,form:b,box:C,composition:B,complain:D,write:H,
paste:Ze,generate:T,add:ie,move:Y,take:ce,tell:x,addModel(E){let K=E.trim();!K||i.peek().includes(K)||(i.value=[...i.peek(),K],x())},removeModel(E){i.value=i.peek().
filter(K=>K!==E),x()},setAspect(E){a.value=E,x()},setTakes(E){l.value=Math.min(Math.max(Math.round(E)||1,1),1e4),x()},setInOne(E){c.value=E,x()},dropOptions(){p.
value="",x()},remove:E=>G(u.peek().filter((K,U)=>U!==E)),hover(E){k.value=E},takeOffer(){let E=h.peek()?.prompt??"";h.value=null,q(E)},hideOffer(){h.value=null},
edit:E=>Ie([E]),editEach:E=>Ie(E,{alone:!0}),together:E=>Ie(E),use:q,show(E){let K=E.template??E.prompt;E.view===e.view||M!==void 0||at(C.current)||K===void 0||
Xe({...E,...Ls(E),template:K})},statusChanged(E){E.error?.length&&D(E.error)},close(){M&&x(),S()}}}function Ls({models:e,model:t,inputs:n=[],hashes:o=[]}){let s=(i,a)=>({
ref:i,hash:o[a]??"",name:i});return{models:e??(t?[t]:[]),inputs:n.map((i,a)=>typeof i=="string"?s(i,a):i)}}function Pt(e,t){let n=`ipyimagegen.${e}`,o=String(t);try{o=localStorage.getItem(n)??o}catch{}return{value:o,keep(s){try{localStorage.setItem(n,s)}catch{}}}}function Ir(){let e=new Set,t=A([]),n=-1;return{unseen:t,count:ee(()=>t.value.length),statusChanged({newest:o=0,jobs:s},i){if(n>=0)for(let u=n+1;u<=o;u+=1)e.add(
u);n=Math.max(n,o);let a=new Set(s?.listed.map(({number:u})=>u));for(let u of a)u&&e.add(u);let l=[...e].filter(u=>!a.has(u));for(let u of l)e.delete(u);l.length&&
!i&&(t.value=[...t.peek(),...l])},see(o){t.peek().some(s=>o.includes(s))&&(t.value=t.peek().filter(s=>!o.includes(s)))},seeAll(){t.value=[]}}}var lt=4,Pe=27,hn=4,Bs=200,ze={least:48,most:160,first:66},dn=5;function Rr(e){let t=Pt("size",ze.first),n=A(Math.min(ze.most,Math.max(ze.least,Number(t.value)||
0))),o=A(0),s=A(new Map),i=ee(()=>Math.max(2,Math.floor((o.value+lt)/(n.value+lt)))),a=ee(()=>u(i.value)),l=ee(()=>Math.min(a.value,u(dn+1)));function u($){return Math.
max(1,(o.value-lt*($-1))/$)}function c($){let O=e.held($);if(!O)return!1;let B=s.value.get(O.key);return B!==void 0?B:e.query.value||e.count.value<Bs||O.count<=
i.value?!1:O.age+(performance.now()-O.received)/1e3>Ds()}let p=$=>!c($),d=$=>e.held($)?.count??1,g=$=>p($)?d($):Math.min(dn,d($)),f=$=>p($)?i.value:dn,m=$=>(p($)?
a.value:l.value)+lt,h=$=>Math.ceil(g($)/f($)),v=ee(()=>{e.version.value;let $=e.total.value,O=new Float64Array($+1);for(let B=0;B<$;B+=1)O[B+1]=(O[B]??0)+Pe+h(B)*
m(B)+hn;return O}),k=$=>v.value[$]??0;function b($){let[O,B]=[0,e.total.peek()-1];for(;O<B;){let D=O+B+1>>1;k(D)<=$?O=D:B=D-1}return Math.max(0,O)}function C({group:$,
place:O}){let[B,D]=[f($),m($)];return{x:O%B*D,y:k($)+Pe+Math.floor(O/B)*D,side:D-lt}}function M({group:$,place:O},B){let D=O+B;if(D>=0&&D<g($))return{group:$,place:D};
let Z=$+B;return Z<0||Z>=e.total.peek()?null:{group:Z,place:B>0?0:g(Z)-1}}function W({group:$,place:O},B){let D=f($),[Z,x]=[Math.floor(O/D)+B,O%D];if(Z>=0&&Z<h(
$))return{group:$,place:Math.min(Z*D+x,g($)-1)};let H=$+B;if(H<0||H>=e.total.peek())return null;let q=B>0?0:h(H)-1,S=Math.min(x,f(H)-1);return{group:H,place:Math.
min(q*f(H)+S,g(H)-1)}}return{size:n,width:o,columns:i,side:a,tops:v,topOf:k,groupAt:b,box:C,beside:M,below:W,shown:g,isFolded:c,between($,O,B){let D=k($)+Pe,Z=Math.
floor((O-D)/m($)),x=Math.ceil((B-D)/m($)),H=f($);return[Math.max(0,Z*H),Math.max(0,Math.min(g($),x*H))]},fold($,O){s.value=new Map(s.peek()).set($,O)},resize($){
n.value=$,t.keep(String($))}}}function Ds(){let e=new Date,t=new Date(e.getFullYear(),e.getMonth(),e.getDate());return(e.getTime()-t.getTime())/1e3}var Hs=8,$t=32,Os=2e3,Is=200;function Nr(e,t){let n=pe(),o=A({top:0,bottom:0}),s=A({group:0,place:0}),i="",a=A(0),l="",u={ref:"",until:0},c={ref:"",key:"",place:0,
y:0};function p(){let h=n.current;if(!h||h.clientWidth===0)return;let v=Math.floor(h.scrollTop/$t)*$t,k=Math.ceil((h.scrollTop+h.clientHeight)/$t)*$t,b=Math.max(
1,h.clientWidth-2*Hs),C=b!==t.width.peek();ne(()=>{t.width.value=b;let{top:M,bottom:W}=o.peek();(M!==v||W!==k)&&(o.value={top:v,bottom:k})}),C||d()}function d(){
let h=n.current;if(!h||e.total.peek()===0)return;let v=t.groupAt(h.scrollTop),[k]=t.between(v,h.scrollTop+t.side.peek()/2,1/0),b=t.shown(v)-1,M=(k>b?t.beside({group:v,
place:b},1):null)??{group:v,place:Math.min(k,b)},W=e.held(M.group)?.key??"";c={ref:e.held(M.group)?e.at(M)?.ref??"":"",key:W,place:M.place,y:t.box(M).y}}function g(){
let h=n.current,v=e.spotOf(c.ref)??e.spotIn(c.key,c.place);if(!h||!v||h.scrollTop<=0)return;let k=Math.min(v.place,t.shown(v.group)-1),b=t.box({group:v.group,place:k}).
y-c.y;Math.abs(b)<.5||(h.scrollTop+=b,p())}function f(h){s.value=h,i=e.at(h)?.ref??""}function m(h){h.group<0||h.group>=e.total.peek()||(u={ref:"",until:0},ne(()=>{
f(h),a.value=a.peek()+1}))}return{list:n,seen:o,active:s,focusings:a,measure:p,settle:g,go:m,stand:f,anchor:()=>(l||=e.at(s.peek())?.ref??"",l),setAnchor:h=>{l=
h},reveal(){let h=n.current;if(!h)return;let{y:v,side:k}=t.box(s.peek());v-Pe<h.scrollTop&&(h.scrollTop=v-Pe);let b=v+k+4;b>h.scrollTop+h.clientHeight&&(h.scrollTop=
b-h.clientHeight)},scrollTo(h){n.current&&(n.current.scrollTop=t.topOf(h))},follow(){let h=e.total.peek(),{group:v,place:k}=s.peek(),b=e.spotOf(i);if(b&&(b.group!==
v||b.place!==k))s.value=b;else if(!b&&h>0){let W=Math.min(v,h-1),$=Math.max(0,(e.held(W)?.count??1)-1);(v!==W||k>$)&&(s.value={group:W,place:Math.min(k,$)}),i=e.
at(s.peek())?.ref??i}let M=u.ref&&performance.now()<u.until?e.spotOf(u.ref):null;M&&m(M)},focus(h){let v=e.spotOf(h);m(v??s.peek()),v||(u={ref:h,until:performance.
now()+Os})},after(h){let v=h.includes(i)?i:h[0]??"";for(let k of[1,-1]){let b=e.spotOf(v)??s.peek();for(let C=0;C<Is;C+=1){let M=e.at(b);if(M&&!h.includes(M.ref))
return M;let W=t.beside(b,k);if(!W)break;b=W}}return null},rewind(){n.current&&(n.current.scrollTop=0),s.value={group:0,place:0},i=l=""}}}var de=60,Rs=2400,Ns=Intl.DateTimeFormat().resolvedOptions().timeZone,_e=e=>e.number?e.ref:e.name||e.ref;function Kr(e,t){let n=new Map,o=new Set,s=new Map,i=new Map,
a=new Set,l=[],u=null,c=0,p=A(0),d=A(0),g=A(""),f=A("template"),m=A(0);function h(S=!1){u=null,m.value=m.peek()+1,t(S)}let v=(S,w,T)=>e.ask("groups",{query:w,arrangement:T,
zone:Ns,start:S*de,count:de});async function k(S,w,T){c+=1;let I=c,G=S!==g.peek()||w!==f.peek(),ue=G?[0]:[...new Set([0,...T.map(Y=>Math.floor(Y/de))])],ie=await Promise.
all(ue.map(Y=>v(Y,S,w)));return I!==c?null:(ne(()=>{if(G){n=new Map,s=new Map;for(let{resolve:Y}of l.splice(0))Y(null)}i=new Map(G?[]:[...i.keys()].map(Y=>[Y,!1])),
o=new Set,a=new Set,g.value=S,f.value=w;for(let Y of ie)b(Y);h(G)}),D(),d.peek())}function b({start:S,groups:w,total:T,count:I}){S===0&&(p.value=T,d.value=I);let G=new Map(
[...n.values()].map(ie=>[ie.key,ie.count])),ue=performance.now();for(let ie=0;ie<de;ie+=1){let Y=w[ie];if(!Y){n.delete(S+ie);continue}C(Y.key,Y.count-(G.get(Y.key)??
Y.count)),n.set(S+ie,{...Y,received:ue})}o.add(S/de)}function C(S,w){let T=s.get(S);if(!(!T||w<=0)){s.set(S,new Map([...T].map(([I,G])=>[I+w,G])));for(let I of T.
keys()){let G=W(S,I+w);i.has(G)||i.set(G,!1)}}}function M(S){let w=Math.floor(S/de);if(S<p.peek()&&!o.has(w)){o.add(w);let T=c;v(w,g.peek(),f.peek()).then(I=>{T===
c&&(b(I),h(),D())},()=>o.delete(w))}return n.get(S)??null}e.on("entries",({view:S,query:w,group:T,start:I,entries:G})=>{if(S!==e.view||w!==g.peek())return;let ue=performance.
now(),ie=s.get(T)??new Map;for(let Y=0;Y<de;Y+=1){let ce=G[Y];ce?ie.set(I+Y,{...ce,received:ue}):ie.delete(I+Y)}s.set(T,ie),a.delete(W(T,I)),$(W(T,I),!0),O(),h(),
D()});let W=(S,w)=>`${Math.floor(w/de)} ${S}`;function $(S,w){i.delete(S),i.set(S,w)}function O(){let S=0;for(let w of s.values())S+=w.size;for(let w of i.keys()){
if(S<=Rs)return;let[T,I]=[Number.parseInt(w,10),w.slice(w.indexOf(" ")+1)],G=s.get(I);for(let ue=T*de;ue<(T+1)*de;ue+=1)G?.delete(ue)&&(S-=1);G?.size===0&&s.delete(
I),i.delete(w)}}function B(S){let w=M(S.group);if(!w||S.place<0||S.place>=w.count)return null;let T=W(w.key,S.place);if(i.get(T))$(T,!0);else if(!a.has(T)){let I=Math.
floor(S.place/de)*de,G={view:e.view,query:g.peek(),group:w.key,start:I,count:de};e.send("entries",G)&&a.add(T)}return s.get(w.key)?.get(S.place)??null}function D(){
l=l.filter(({spot:S,resolve:w})=>{let T=B(S);return T&&w(T),!T})}function Z(){if(u)return u;u=new Map;for(let[S,{key:w,count:T}]of n)for(let[I,{ref:G}]of s.get(
w)??[])I<T&&u.set(G,{group:S,place:I});return u}function x(S){return Z().get(S)??null}function H(S){let w=x(typeof S=="number"?`@${S}`:S),T=w&&n.get(w.group)?.key;
return T&&s.get(T)?.get(w.place)||null}return{total:p,count:d,query:g,arrangement:f,version:m,renew:k,group:M,at:B,held:S=>n.get(S)??null,come(S){return new Promise(
w=>{let T=B(S),I=n.get(S.group)?.count??1/0;T||S.place>=I?w(T):l.push({spot:S,resolve:w})})},drop(S){for(let[w,T]of n){let I=s.get(T.key),G=[...I??[]].filter(([
,{ref:ce}])=>S.includes(ce));if(!I||G.length===0)continue;let ue=ce=>G.filter(([be])=>be<ce).length,Y=[...I].filter(ce=>!G.some(([be])=>be===ce[0])).map(([ce,be])=>[
ce-ue(ce),be]);s.set(T.key,new Map(Y)),n.set(w,{...T,count:T.count-G.length}),d.value=d.peek()-G.length}q(),h()},spotOf:x,spotIn(S,w){for(let[T,I]of n)if(I.key===
S)return{group:T,place:w};return null},find:H,newest(){let S=null;for(let w of s.values())for(let T of w.values())T.number>(S?.number??0)&&(S=T);return S}};function q(){
let S=[...n].filter(([,{count:T}])=>T===0).map(([T])=>T),w=T=>T-S.filter(I=>I<T).length;n=new Map([...n].filter(([T])=>!S.includes(T)).map(([T,I])=>[w(T),I])),p.
value=p.peek()-S.length}}var Ks=3e4;function Fr(e){let t=A(null),n=pe(),o,s=!1;function i(){clearTimeout(o),t.value=null}function a(){clearTimeout(o),o=setTimeout(()=>{n.current?.matches(
":hover, :focus-within")?a():i()},Ks)}return{shown:t,element:n,hide:i,undo(){let l=t.peek()?.undo;i(),l?.()},show(l,{undo:u=null,failed:c=!1}={}){s||(t.value={lines:l,
failed:c,undo:u},e(l.join(" ")+(u?". Undo brings it back.":"")),a())},close(){s=!0,clearTimeout(o)}}}var Fs=250;function Wr(e){let t=pe(),n=A(""),o=A({query:"",count:0}),s=A([]),i;function a(){clearTimeout(i),at(t.current)||e(n.peek().trim())}return{box:t,text:n,
found:o,refusal:s,query:()=>n.peek().trim(),ask:a,type(l){n.value=l,clearTimeout(i),i=setTimeout(a,l?Fs:0)},write(l){n.value=l,a()},has:l=>n.value.split(/\s+/).
includes(l),toggle(l){let u=n.peek().split(/\s+/).filter(Boolean),c=u.filter(p=>p!==l);n.value=[...c,...c.length<u.length?[]:[l]].join(" "),a()},clear(){n.value=
"",a(),t.current?.focus()},tell(l,u){s.value=[],o.value={query:l,count:u}},refuse(l,u){let c=u?`Still shown is what “${u}” finds.`:"Still shown is everythin\
g.";s.value=[...l,c]},close:()=>clearTimeout(i)}}var ke=100;function qr({line:e,model:t,complain:n}){let o=A([]),s=0,i=ee(()=>o.value.map(({ref:f})=>f)),a=ee(()=>o.value.map(({number:f})=>f).filter(Boolean)),l=ee(
()=>new Map(o.value.filter(({isPicked:f})=>f).map(({ref:f},m)=>[f,m+1]))),u=()=>[...l.peek().keys()],c=()=>t.get("picked")??[];function p(f){let m=u().join();o.
value=f.slice(0,ke),u().join()!==m&&(s+=1,e.ask("pick",{picked:u()}).catch(n).finally(()=>{s-=1,d()}))}function d(){if(s||u().join()===c().join())return;let f=new Map(
o.peek().map(m=>[m.ref,m.entry]));o.value=c().map(m=>({ref:m,number:zr(m),isPicked:!0,entry:f.get(m)??null}))}return{chosen:o,refs:i,numbers:a,orders:l,follow:d,
has:f=>o.value.some(({ref:m,number:h})=>typeof f=="number"?h===f:m===f),set:f=>p(f.map(Ur)),toggle(f){let m=o.peek().filter(({ref:h})=>!Ws(h,f));p(m.length<o.peek().
length?m:[...m,Ur(f)])},dropRef:f=>p(o.peek().filter(({ref:m})=>m!==f)),drop:f=>p(o.peek().filter(({number:m})=>!f.includes(m))),clear:()=>p([])}}var Ur=e=>({ref:e.
ref,number:e.number,isPicked:e.pictures.length>0,entry:e}),Ws=(e,t)=>e===t.ref||t.number>0&&zr(e)===t.number;function zr(e){let t=/^@(\d+)(\.\d+)?$/.exec(e);return t?
Number(t[1]):0}function Gr(e){let{line:t,model:n,say:o,inputs:s,compare:i,tags:a,follows:l,show:u,open:c,changed:p}=e,d=Pt("arrangement","template"),g=0,f=A(0),m=Kr(t,_=>{_?v.
rewind():v.follow(),p()}),h=Rr(m),v=Nr(m,h),k=Ir(),b=qr({line:t,model:n,complain:W}),C=Wr(B),M=Fr(o);function W(_){let P=me(_);M.show(P.length?P:[String(_.message)],
{failed:!0})}let $={query:"",by:d.value==="time"?"time":"template"};async function O(){let{query:_,by:P}=$,F={query:m.query.peek(),by:m.arrangement.peek()};try{
let N=await m.renew(_,P,Z());if(N===null)return;_||(f.value=N),C.query()===_&&C.tell(_,N)}catch(N){if($.query!==_||_===F.query)return;Object.assign($,F),C.refuse(
me(N),F.query)}}function B(_){$.query=_,O()}function D(_){d.keep(_),$.by=_,O()}function Z(){let{top:_,bottom:P}=v.seen.peek();return[h.groupAt(_),h.groupAt(P),v.
active.peek().group]}function x(_,P){H(_),P&&b.refs.peek().length===ke&&!b.has(_.ref)?M.show([`${ke} are selected; more can't be at a time.`]):P?b.toggle(_):_.pictures.
length&&b.set([_])}function H(_){k.see([_.number]),u(_)}function q(_,P){v.go(_);let F=m.at(_);F&&(v.setAnchor(F.ref),x(F,P))}async function S(_){v.setAnchor(""),
v.go(_);let P=m.at(_)??await m.come(_);P&&m.at(v.active.peek())?.ref===P.ref&&H(P)}async function w(){let _=m.total.peek()-1;m.held(_)||await m.come({group:_,place:0}),
S({group:_,place:h.shown(_)-1})}async function T(_,P){let F=_.group<P.group||_.group===P.group&&_.place<=P.place?1:-1,N=[],J=_,Se=!1;for(;J&&N.length<ke&&!Se;)N.
push(J),Se=J.group===P.group&&J.place===P.place,J=h.beside(J,F);await I(N,Se||!J?N.length:0)}async function I(_,P){g+=1;let F=g,N=await Promise.all(_.map(Ut=>m.
come(Ut)));if(F!==g)return;let J=N.filter(Ut=>Ut!==null);if(J.length===0)return;if(b.set(J),P&&P<=ke)return o(`${J.length} selected.`);let Se=P?` of ${P.toLocaleString(
"en")}`:"";M.show([`${J.length}${Se} are selected; more can't be at a time.`])}function G(_){let P=m.held(_)?.count??0,F=Array.from({length:Math.min(P,ke)},(N,J)=>J);
return I(F.map(N=>({group:_,place:N})),P)}async function ue(){let _=[];for(let P=0;P<m.total.peek()&&_.length<ke;P+=1){await m.come({group:P,place:0});let F=m.held(
P)?.count??0;for(let N=0;N<F&&_.length<ke;N+=1)_.push({group:P,place:N})}await I(_,m.count.peek())}function ie(_){let P=m.spotOf(v.anchor())??_;v.go(_);let F=m.
at(_);F&&H(F),T(P,_)}function Y(){b.clear(),v.focus(""),o("Nothing is selected.")}function ce(_,P){M.hide(),be(_,P).then(()=>o(Us(P)),W)}function be(_,P){return P.
kind==="rate"?t.ask("rate",{numbers:_,rating:P.rating}):P.kind==="tag"?t.ask("tag",{numbers:_,changes:P.changes}):t.ask("annotate",{number:_[0]??0,note:P.note})}
function Ie(_,P){let F=J=>P?.number===J?P:m.find(J);if(_.length===0)return;let N=_.every(J=>F(J)?.starred);ce(_,{kind:"tag",changes:[N?"-starred":"starred"]})}function Xe(_){
M.hide();let P=_.map(N=>`@${N}`),F=v.after(P);b.drop(_),k.see(_),m.drop(P),F?(u(F),v.focus(F.ref)):C.box.current?.focus(),t.ask("delete",{numbers:_}).then(({numbers:N})=>M.
show([`${N.length} deleted`],{undo:()=>Ze(N)}),N=>{O(),W(N)})}function Ze(_){M.hide(),v.focus(`@${Math.max(..._)}`),t.ask("restore",{numbers:_}).then(({numbers:P})=>{
M.show([P.length===1?"1 is back":`${P.length} are back`]),P.length&&c(Math.max(...P))},W)}function E(_){M.show([`exporting ${_.length} …`]),t.ask("export",{numbers:_}).
then(({words:P})=>M.show([P]),W)}function K(_,P,F){let{key:N}=_,J=_.ctrlKey||_.metaKey;if(_.altKey||_.repeat)return!1;if(J&&N==="z")M.undo();else if(N==="Delete"||
_.metaKey&&N==="Backspace")F.length&&(P.deleted?Ze:Xe)(F);else{if(J)return!1;if(/^[0-5]$/.test(N))U(F,Number(N));else if(N==="s")Ie(F,P);else if(N==="t")a();else if(N===
"c")i();else if(N==="e"||N==="a")ae(N==="e"?"edit":"add",P);else if(N==="Escape"&&b.refs.peek().length)Y();else return!1}return!0}function U(_,P){_.length&&ce(_,
{kind:"rate",rating:P})}async function ae(_,P){if(!(b.refs.peek().length>1&&b.has(P.ref)))return s(_,[P]);s(_,await re())}async function re(){let _=b.chosen.peek().
map(async({ref:P,number:F,entry:N})=>{let J=m.find(P)??N;return J||!F?J:(await t.ask("details",{number:F})).entry});return(await Promise.all(_)).filter(P=>P!==null)}
function je(_,P){let F=b.has(P.ref)?b.numbers.peek():[P.number];return K(_,P,F.filter(Boolean))}function Wt(){let _=Math.max(0,...k.unseen.peek());k.seeAll(),_&&
(c(_),v.focus(`@${_}`))}return{entries:m,shelves:h,cursor:v,arrivals:k,selection:b,search:C,outcome:M,everything:f,arrange:D,take:q,walk:S,walkToLast:w,selectGroup:G,
selectEverything:ue,selected:re,extendTo:ie,lookAtNew:Wt,clear:Y,neighbour(_,P){let F=m.spotOf(_);return F&&h.beside(F,P)},around(_,P){let F=m.spotOf(_)??{group:0,
place:0};for(let J=0;J<P/2;J+=1)F=h.beside(F,-1)??F;let N=[];for(let J=F;J&&N.length<P;J=h.beside(J,1)){let Se=m.at(J);if(!Se)break;N.push(Se)}return N},mark:ce,
star:Ie,remove:Xe,restore:Ze,save:E,press:K,pressTile:je,statusChanged(_){k.statusChanged(_,l()),O()},see:_=>k.see([_]),close(){C.close(),M.close()}}}function Us(e){
if(e.kind==="rate")return e.rating?`Rated ${e.rating} of 5.`:"The rating is taken away.";if(e.kind==="annotate")return"The note is kept.";let t=e.changes[0]??"";
return t.endsWith("starred")?t.startsWith("-")?"The star is taken away.":"Starred.":`Tags: ${e.changes.join(" ")}`}var gn="imagegen-panel";function vn(e){try{return Number(localStorage.getItem(`${gn}-${e}`))||0}catch{return 0}}function yn(e,t){try{t?localStorage.setItem(`${gn}\
-${e}`,String(t)):localStorage.removeItem(`${gn}-${e}`)}catch{}}var qs=720,At=420,zs=280,Ct=200,Gs=16,Ge=16;function Vr(){let e=A("make"),t=A("picture"),n=A(""),o=A(!1),s=A(vn("height")),i=A(vn("history")),a=A({seen:1/0,own:!1}),
l=ee(()=>{let{seen:c,own:p}=a.value;return p?Math.max(zs,c):Math.max(At,s.value||Math.min(qs,c-Gs))}),u=ee(()=>o.value||a.value.own);return{tab:e,part:t,sheet:n,
whole:o,height:l,history:i,fills:u,show(c){e.value=c},turnTo(c){t.value=c},open(c){n.value=c},closeSheet(){n.value=""},toggleWhole(){o.value=!o.peek()},measure(c){
let{seen:p,own:d}=a.peek();(p!==c.seen||d!==c.own)&&(a.value=c)},resize(c){s.value=c&&Math.max(At,Math.round(c)),yn("height",s.peek())},widen(c){i.value=c&&Math.
max(Ct,Math.round(c)),yn("history",i.peek())}}}function Jr(){let e=A({words:"",count:0});return{said:e,say(t){e.value={words:t,count:e.peek().count+1}}}}function Xr({line:e,entries:t,neighbour:n,stand:o,mark:s,complain:i}){let a=A(null),l=A(null),u=A(0),c=xt(),p=A(""),d=A(""),g=A(""),f=A(!1),m=pe(),h=pe(),v="",k=0,
b=0,C=!1,M=!1;function W(){let w=document.activeElement;return!!(w?.matches("input, textarea")&&m.current?.contains(w))}function $(w){let T=a.peek()?.number;T&&
s([T],w)}function O(){!a.peek()||d.peek().trim()===v.trim()||(v=d.peek(),$({kind:"annotate",note:v}))}function B(w){d.peek()===v&&(d.value=w),v=w}function D(w){
b+=1;let T=a.peek(),I=T?.ref!==w.ref;!I&&T?.status===w.status||(I&&O(),ne(()=>{I&&(d.value=v=g.value="",l.value=null),u.value=w.main,a.value=w}),Z())}async function Z(){
M=C;let w=a.peek()?.number;if(!(C||!w)){C=!0;try{let T=await e.ask("details",{number:w});a.peek()?.number===T.entry.number&&x(T.entry,T.details)}catch{}C=!1,M&&
Z()}}function x(w,T){ne(()=>{a.peek()?.status!==w.status&&(u.value=w.main),a.value=w,l.value=T,B(T.note)})}async function H(w){return t().find(w)??(await e.ask(
"details",{number:w})).entry}async function q(w){let T=t().find(w);if(T)return D(T);b+=1;let I=b;try{let G=await H(w);I===b&&D(G)}catch(G){i(me(G))}}function S(w){
p.peek()==="tags"&&O(),p.value=w}return{shown:a,details:l,position:u,zoom:c,over:p,note:d,newTags:g,following:f,marks:m,area:h,find:H,open:q,renew:Z,markShown:$,
show:D,step(w){let T=n(a.peek()?.ref??"",w),I=T&&t().at(T);return I?(D(I),o(T),!0):!1},turnTo(w){u.value=w},lay:S,toggle:w=>S(p.peek()===w?"":w),writeTags(w){g.
value=w},writeNote(w){d.value=w},keepNote:O,dropNote(){d.value=v},follow(w){f.value=w,w&&k&&q(k)},fill(){let w=a.peek()||t().query.peek()?null:t().newest();w&&D(
w)},newestIs(w){let T=k>0&&w>k;k=w,T&&f.peek()&&!W()&&q(w)},close:O}}function Zr(e,t){let n=kr(e),o=Er(n),{said:s,say:i}=Jr(),a=A({}),l=A(performance.now()),u=Date.now()/1e3,c=Vr(),p=Or({line:n,say:i,open:x=>g.open(x),sent:()=>c.
turnTo("picture")}),d=Gr({line:n,model:e,say:i,inputs:b,compare:M,tags:()=>g.lay("tags"),follows:()=>g.following.peek(),show:x=>g.show(x),open:x=>g.open(x),changed:()=>g.
fill()}),g=Xr({line:n,entries:()=>d.entries,neighbour:(x,H)=>d.neighbour(x,H),stand(x){d.cursor.stand(x),d.cursor.reveal()},mark:(x,H)=>d.mark(x,H),complain:p.complain}),
f=Ar({entries:()=>d.entries,viewing:()=>g,selected:()=>d.selected(),neighbour:(x,H)=>d.neighbour(x,H),complain:p.complain}),m=x=>p.complain(me(x));function h(x){
c.show("make"),c.turnTo("compose"),queueMicrotask(x)}let v=(x,H)=>{let q=x.pictures.indexOf(H),S=q===x.main?x.ref:`${x.ref}.${q+1}`;return{ref:S,hash:H.hash,label:x.
number?S:x.name||S}};function k(x,H,q=H.main){let S=H.pictures[q];if(!S)return;let w=v(H,S);x==="edit"?h(()=>p.edit(w)):p.add(w)}function b(x,H){let[q,...S]=H.filter(
({pictures:T})=>T.length);if(!q)return;if(S.length===0)return k(x,q);let w=[q,...S].flatMap(T=>T.pictures.slice(T.main,T.main+1).map(I=>v(T,I)));h(()=>x==="edit"?
p.editEach(w):p.together(w))}function C(x){h(()=>p.use(x.template))}function M(){c.show("compare"),f.begin()}async function W(x,H){i(await Sr(x,t)?`${H} is copi\
ed.`:"The browser doesn't allow copying.")}let $=x=>x.then(({text:H})=>W(H,"The cell")).catch(m);n.on("refused",({view:x,id:H,words:q})=>{x===n.view&&H===0&&p.complain(
q)});function O(){let x=e.get("_status")??{};x.total!==void 0&&(ne(()=>{a.value=x,l.value=performance.now(),p.statusChanged(x),d.statusChanged(x),g.newestIs(x.newest??
0)}),g.renew())}let B=()=>d.selection.follow(),D=()=>p.show(e.get("_composer")??{}),Z=ge(()=>d.see(g.shown.value?.number??0));return e.on("change:_status",O),e.
on("change:picked",B),e.on("change:_composer",D),D(),B(),O(),n.send("hello",{}),{kernel:n.state,pictures:o,said:s,status:a,statusCame:l,opened:u,layout:c,composer:p,
viewing:g,history:d,comparing:f,input:k,inputs:b,compare:M,again(x){n.ask("again",{number:x.number}).then(()=>i("Asked once more."),m)},takePrompt:C,otherModel:C,
stop:x=>n.send("stop",{job:x}),waitAgain:x=>n.send("waitAgain",{job:x}),removeWaiting:()=>n.send("removeWaiting",{}),copyText:W,copyPrompt:x=>W(x,"The prompt"),
copyCell:x=>$(n.ask("cell",{number:x.number})),copyComposedCell:()=>$(n.ask("composedCell",p.composition())),close(){e.off("change:_status",O),e.off("change:pic\
ked",B),e.off("change:_composer",D),Z(),p.close(),g.close(),d.close(),o.close(),n.close()}}}var jr=Vn(null),Yr=jr.Provider;function y(){let e=or(jr);if(!e)throw new Error("a view outside of the panel");return e}var Vs="button, input:not([type=file]), select",Js={ArrowLeft:-1,ArrowRight:1};function Qr(e){let t,n=()=>[...e.querySelectorAll(Vs)];function o(){let l=n(),u=l.
find(c=>c===t)??l[0];for(let c of l)c.tabIndex=c===u?0:-1}function s({target:l}){t=l,o()}function i(l){let u=Js[l.key],c=l.target;if(!u||l.altKey||l.ctrlKey||l.
metaKey||l.shiftKey||c.matches("input[type=text]"))return;let p=n(),d=p[p.indexOf(c)+u];d&&(l.preventDefault(),d.focus())}let a=new MutationObserver(o);return a.
observe(e,{childList:!0,subtree:!0}),e.addEventListener("focusin",s),e.addEventListener("keydown",i),o(),()=>{a.disconnect(),e.removeEventListener("focusin",s),
e.removeEventListener("keydown",i)}}function ye(e,t,n=!0){let{pictures:o}=y(),[s,i]=Ne({hash:"",url:""}),a=s.hash===e;return Q(()=>{if(!n||!e||a)return;let l=!0;return o.url(e,t).then(u=>l&&i({hash:e,
url:u})),()=>{l=!1}},[e,t,n,a,o]),a&&e?s.url:null}function $e(e){let[t,n]=Ne(e);return Q(()=>{n(performance.now());let o=setInterval(()=>n(performance.now()),1e3);
return()=>clearInterval(o)},[e]),Math.max(0,t-e)/1e3}function Ve(e,t="full"){let{pictures:n}=y(),o=eo(n,e),[s,i]=Ne(o);return Q(()=>{if(!e)return;let a=!0,l=c=>i(
p=>({...p.hash===e?p:eo(n,e),...c}));async function u(){let c=await n.url(e,"thumbnail");if(!a||(c?l({src:c}):t==="thumbnail"&&l({gone:!0}),t==="thumbnail"))return;
let p=await n.url(e,"full");a&&l(p?{src:p,full:p}:{gone:!0})}return u(),()=>{a=!1}},[e,t,n]),s.hash===e?s:o}function eo(e,t){return{hash:t,src:t&&e.held(t,"tile"),
full:"",gone:!1}}function no(e){return Q(()=>{let t=e.current;if(!t)return;let n=a=>{let l=to(t),u=l.find(c=>c===a)??l.find(({tabIndex:c})=>c===0)??l[0];for(let c of l)
c.tabIndex=c===u?0:-1},o=({target:a})=>n(a),s=new MutationObserver(()=>n()),i=new ResizeObserver(()=>n());return s.observe(t,{childList:!0,subtree:!0}),i.observe(
t),t.addEventListener("focusin",o),n(),()=>{s.disconnect(),i.disconnect(),t.removeEventListener("focusin",o)}},[e]),t=>{if(t.defaultPrevented||t.ctrlKey||t.altKey||
t.metaKey||!e.current)return;let n=to(e.current),o=n.indexOf(document.activeElement),s=new Map([["ArrowLeft",o-1],["ArrowUp",o-1],["ArrowRight",o+1],["ArrowDown",
o+1],["Home",0],["End",n.length-1]]).get(t.key);o<0||s===void 0||(t.preventDefault(),n[(s+n.length)%n.length]?.focus())}}function to(e){return[...e.querySelectorAll(
"button:not([role=radio]), a")].filter(n=>n.getClientRects().length>0)}function ro(e){return he(()=>performance.now(),[e])}function Lt(){let e=V(null);return Q(
()=>e.current?Qr(e.current):void 0,[]),e}var Xs=Symbol.for("pv"),Zs=0;function r(e,t,n,o,s,i){t||(t={});var a,l,u=t;if("ref"in u&&typeof e!="function")for(l in u={},t)l=="ref"?a=t[l]:u[l]=t[l];var c={type:e,props:u,key:n,ref:a,__k:null,
__:null,__b:0,__e:null,__c:null,constructor:Xs,__v:--Zs,__i:-1,__u:0};return(s||i)&&(c.__source=s,c.__self=i),X.vnode&&X.vnode(c),c}function L({press:e,...t}){return r("button",{type:"button",onClick:e,...t})}function He({press:e,...t}){return r(L,{press:n=>n.detail<2&&e(n),...t})}var Ee={autoComplete:"\
off",autoCapitalize:"none",autoCorrect:"off",spellcheck:!1};function z({name:e}){return r("i",{class:`icon icon-${e}`,"aria-hidden":"true"})}function j({icon:e,
name:t,hint:n=t,class:o="",...s}){return r(L,{class:`icon-only ${o}`,"aria-label":t,title:n,...s,children:r(z,{name:e})})}function Je({of:e}){return e.map((t,n)=>r(
"span",{children:t},n))}function ve({name:e,class:t="",children:n}){let o=V(null),s=no(o);return r("div",{ref:o,class:t,role:"toolbar","aria-label":e,onKeyDown:s,
children:n})}function oo({entry:e}){let{details:t,position:n}=y().viewing,o=js(e,t.value,n.value).filter(([,s])=>s);return r("dl",{class:"details",children:o.map(([s,i])=>r(
R,{children:[r("dt",{children:s}),r("dd",{children:i})]},s))})}function js(e,t,n){let o=e.pictures[n],s=e.servedBy&&e.servedBy!==e.model?`, answered by ${e.servedBy}`:
"";return[["Template",t?.template??""],["Model",e.model+s],["Gateway",t?.gateway??""],["Picture",o?`${o.width} × ${o.height} ${o.type.toUpperCase()}, ${Ys(o.size)}`:
""],["Time",e.seconds?`${e.seconds} s`:""],["Cost",e.cost===null?"not reported":bn(e.cost)],["Take",String(e.take)],["Aspect",e.aspect],["Size",t?.size??""],["M\
ore",t?.extra??""],["Inputs",e.inputs.map(({name:i})=>i).join(", ")],["Created",t?Qs(t.created):""],["Variable",e.name],["Note",t?.note??""],["Notebook",t?.notebook??
""]]}var bn=e=>`$${Number(e.toPrecision(3))}`;function Ys(e){return e<1e6?`${Math.max(1,Math.round(e/1e3))} KB`:`${(e/1e6).toFixed(1)} MB`}function Qs(e){let t=new Date(
e);return Number.isNaN(t.getTime())?e:t.toLocaleString()}function so({entry:e}){let t=y().viewing.details.value;return r("div",{class:"row lineage",children:[t&&t.steps.length>1&&r(ei,{details:t}),t&&t.children.length>
0&&r(ni,{entry:e,details:t})]})}function ei({details:{steps:e,whole:t}}){let n=e.length-1;return r("nav",{class:"parents","aria-label":"Made from",children:[!t&&
r(wn,{children:"…"}),e.flatMap((o,s)=>[s>0&&r(wn,{children:r(z,{name:"right"})},`to ${s}`),...o.flatMap((i,a)=>[a>0&&r(wn,{children:"+"},`and ${s} ${a}`),r(ti,
{node:i,isShown:s===n},`${s} ${a}`)])])]})}var wn=({children:e})=>r("span",{class:"sign",children:e});function ti({node:e,isShown:t}){let{viewing:n}=y(),o=ye(e.
hash,"tile"),s=r(R,{children:[e.hash&&r("img",{alt:"",width:26,height:26,src:o||void 0},e.hash),r("span",{children:e.name})]});return t?r("span",{class:"crumb",
"aria-current":"true",children:s}):e.number?r(L,{press:()=>n.open(e.number),class:"crumb",title:e.name,children:s}):r("span",{class:"crumb",title:e.name,children:s})}
function ni({entry:e,details:t}){let{viewing:n,history:o,layout:s}=y(),[i]=t.children,a=t.children.length+t.more,l=t.children.map(({name:c})=>c).join(", ");function u(){
if(i&&a===1)return n.open(i.number);o.search.write(`input:@${e.number}`),s.turnTo("history")}return r("span",{class:"made",children:[t.steps.length>1&&"· ",r(L,
{press:u,class:"link",title:t.more?`${l} …`:l,children:`${a} made from it`})]})}var ri=Array.from({length:5},(e,t)=>t+1);function Dt({rating:e,rate:t}){let n=V(null);function o(s){let i={ArrowLeft:-1,ArrowDown:-1,ArrowRight:1,ArrowUp:1}[s.key]??
0;if(!i)return;s.preventDefault();let a=Math.min(5,Math.max(1,e+i));n.current?.querySelectorAll("button")[a-1]?.focus(),t(a)}return r("span",{class:"rating",role:"\
radiogroup","aria-label":"Rating",ref:n,onKeyDown:o,children:[ri.map(s=>r(L,{press:()=>t(s===e?0:s),role:"radio","aria-label":`${s} of ${5}`,"aria-checked":s===
e,title:`Rate ${s} of ${5} (${s}; 0 clears)`,class:s<=e?"reached":"",tabIndex:s===(e||1)?0:-1},s)),r("b",{class:"digits","aria-hidden":"true",children:e||"–"})]})}
function Ht({name:e,isStarred:t,press:n}){return r(j,{press:n,icon:t?"star-full":"star",name:e,hint:t?"Take the star away (s)":`${e} (s)`,class:"small star","ar\
ia-pressed":t})}function Ot({name:e}){let{over:t,toggle:n}=y().viewing;return r(j,{press:()=>n("tags"),icon:"tag",name:e,hint:`${e} (t)`,class:"small","aria-exp\
anded":t.value==="tags"})}function io({entry:e,picture:t,full:n}){let{viewing:o,history:s,copyPrompt:i}=y(),a=o.details.value?.prompt??e.prompt,l=kn(e,t);return r(ve,{name:"This picture",
class:"facts",children:[r("div",{class:"row",children:[r("span",{class:"caption cut",title:l,children:[r("b",{children:_e(e)})," ",r("span",{class:"grey digits",
children:l})]}),r("span",{class:"spring"}),e.number>0&&r(R,{children:[r(Dt,{rating:e.rating,rate:u=>o.markShown({kind:"rate",rating:u})}),r(Ht,{name:"Star",isStarred:e.
starred,press:()=>s.star([e.number],e)}),r(Ot,{name:"Tags and a note"})]})]}),r("div",{class:"row",children:[r("span",{class:"prompt cut",title:a,children:a}),r(
"span",{class:"spring"}),a&&r(j,{press:()=>i(a),icon:"copy",name:"Copy prompt",class:"small"})]}),r(so,{entry:e}),r("div",{class:"row actions",children:[t?r(oi,
{entry:e}):r(si,{entry:e}),r("span",{class:"spring"}),e.number>0&&r(ii,{entry:e}),t&&r(ai,{entry:e,picture:t,full:n,class:"icon-only"}),e.number>0&&r(j,{press:()=>o.
toggle("more"),icon:"more",name:"More",hint:"More: details, export, delete","aria-expanded":o.over.value==="more"})]})]})}function oi({entry:e}){let{viewing:t,input:n,
again:o,takePrompt:s}=y(),i=t.position.value;return r(R,{children:[r(L,{press:()=>n("edit",e,i),class:"primary",title:"e",children:"Edit this"}),r(L,{press:()=>n(
"add",e,i),title:"a",children:"Add as input"}),e.number>0&&r(R,{children:[r(He,{press:()=>o(e),title:"Another take of the same: a new call",children:"Again"}),r(
L,{press:()=>s(e),class:"spacious",children:"Use prompt"})]})]})}function si({entry:e}){let{takePrompt:t,again:n,otherModel:o}=y();return r(R,{children:[r(He,{press:()=>n(
e),title:"The same once more: a new call",children:"Again"}),r(L,{press:()=>o(e),children:"Other model"}),r(L,{press:()=>t(e),children:"Edit prompt"})]})}function ii({
entry:e}){let{copyCell:t}=y();return r(j,{press:()=>t(e),icon:"cell",name:"Copy cell",hint:"Copy the cell that makes this"})}function ai({entry:e,picture:t,full:n,
class:o}){return r("a",{class:`button ${o}`,title:"Download",download:_n(e,t),...n&&{href:n},children:[r(z,{name:"download"}),r("span",{class:"unseen",children:"\
Download"})]})}function _n(e,{type:t}){return`${e.name||e.number}.${t==="jpeg"?"jpg":t}`}function kn(e,t=e.pictures[e.main]){let n=e.servedBy&&e.servedBy!==e.model;
return[e.name,n?`${e.servedBy} (asked: ${e.model})`:e.model,e.seconds>=1&&!e.sketch?`${Math.round(e.seconds)} s`:"",e.cost===null?"":bn(e.cost),t?`${t.width}×${t.
height} ${t.type.toUpperCase()}`:"",e.take>1?`take ${e.take}`:"",e.status==="sent"?"under way":"",e.sketch&&t?"offline sketch":"",e.deleted?"deleted":""].filter(
Boolean).join(" · ")}function It(e){let{zoom:t,src:n,hash:o,alt:s,name:i="Picture",loaded:a,children:l}=e,u=V(null),c=e.area??u,p=li(t),{left:d,top:g,width:f,height:m}=t.place.value,
h=Number.isInteger(t.scale.value),v=["ground",!t.isFit.value&&"enlarged",t.isLarger.value&&"movable"];return Q(()=>{let k=c.current;if(!k)return;let b=()=>t.measure(
k.clientWidth,k.clientHeight),C=new ResizeObserver(b);C.observe(k),b();let M=ui(b);return()=>{C.disconnect(),M()}},[c,t]),r("div",{ref:c,class:v.filter(Boolean).
join(" "),role:"group","aria-label":i,tabIndex:0,...p,children:[o&&r("img",{class:h?"whole":"",alt:s,draggable:!1,src:n||void 0,style:{left:`${d}px`,top:`${g}px`,
width:`${f}px`,height:`${m}px`},onLoad:({currentTarget:{naturalWidth:k,naturalHeight:b}})=>a?.(k,b)},o),l]})}function li(e){let t=V(new Map).current;function n(){
let[s,i]=[...t.values()];return s&&i?Math.hypot(s.x-i.x,s.y-i.y):0}function o(s){let i=[...t.values()],a=l=>i.reduce((u,c)=>u+l(c),0)/i.length;return[a(({x:l})=>l)-
s.left,a(({y:l})=>l)-s.top]}return{onPointerDown(s){s.button===0&&(t.set(s.pointerId,{x:s.clientX,y:s.clientY}),s.currentTarget.setPointerCapture(s.pointerId))},
onPointerMove(s){let i=t.get(s.pointerId);if(!i)return;let a=n();if(t.set(s.pointerId,{x:s.clientX,y:s.clientY}),t.size===1)e.move(s.clientX-i.x,s.clientY-i.y);else if(a){
let l=s.currentTarget.getBoundingClientRect();e.enlarge(e.scale.peek()*n()/a,...o(l))}},onPointerUp:s=>t.delete(s.pointerId),onPointerCancel:s=>t.delete(s.pointerId),
onWheel(s){if(!s.ctrlKey&&!s.metaKey)return;s.preventDefault();let i=s.currentTarget.getBoundingClientRect(),a=Math.min(30,Math.max(-30,s.deltaY));e.enlarge(e.scale.
peek()*Math.exp(-a/100),s.clientX-i.left,s.clientY-i.top)}}}function ui(e){let t;function n(){t=matchMedia(`(resolution: ${devicePixelRatio}dppx)`),t.addEventListener(
"change",o,{once:!0})}function o(){n(),e()}return n(),()=>t.removeEventListener("change",o)}var ao=60;function Rt({zoom:e}){return r(R,{children:[r(L,{press:e.fit,class:"small","aria-pressed":e.isFit.value,title:"All of it (0)",children:"Fit"}),r(L,{press:()=>e.
enlarge(1),class:"small","aria-pressed":!e.isFit.value&&e.scale.value===1,title:"Each delivered pixel is one of the screen",children:"1:1"}),r("span",{class:"st\
eps",children:[r(j,{press:e.smaller,icon:"smaller",name:"Smaller",hint:"Smaller (−)",class:"small"}),r("span",{class:"digits percent",children:`${Math.round(e.
scale.value*100)} %`}),r(j,{press:e.larger,icon:"larger",name:"Larger",hint:"Larger (+)",class:"small"})]})]})}function ut({key:e},t){let[n,o]=ci.get(e)??[0,0];
if((n||o)&&t.isLarger.peek())t.move(n*ao,o*ao);else if(e==="+"||e==="=")t.larger();else if(e==="-")t.smaller();else if(e==="0"&&!t.isFit.peek())t.fit();else return!1;
return!0}var ci=new Map([["ArrowLeft",[1,0]],["ArrowRight",[-1,0]],["ArrowUp",[0,1]],["ArrowDown",[0,-1]]]);var lo=60;function co(){return y().layout.tab.value==="compare"?r(pi,{}):null}function pi(){let{comparing:e}=y(),t=fi(),[n,o]=[e.a.value,e.b.value];return Q(()=>{
e.a.peek()||e.begin()},[e]),r("section",{class:"compare","aria-label":"Compare",onKeyDown:t,children:[r("div",{class:"pair",children:[r(ve,{name:"View",class:"t\
oolbar",children:[r("b",{children:"Side by side"}),r("span",{class:"spring"}),r(Rt,{zoom:e.zoom})]}),r(mi,{a:n,b:o}),r(di,{a:n,b:o}),r(gi,{a:n,b:o})]}),r(vi,{a:n,
b:o})]})}function fi(){let{comparing:e,layout:t,viewing:n}=y();function o(s){let{key:i,shiftKey:a}=s;if(s.ctrlKey||s.metaKey)return i.startsWith("Arrow")&&ut(s,
e.zoom);let l={ArrowLeft:-1,ArrowRight:1}[i];if(l)e.step(l,a?"a":"b");else if(i==="x")e.swap();else if(i==="Escape")t.show("make"),setTimeout(()=>n.area.current?.
focus());else return ut(s,e.zoom);return!0}return s=>{!s.defaultPrevented&&!s.altKey&&o(s)&&s.preventDefault()}}function mi({a:e,b:t}){let{zoom:n}=y().comparing,
{width:o=0,height:s=0}=e?.picture??{};return Q(()=>{o&&n.show(o,s)},[n,o,s]),r("div",{class:"two",children:[r(uo,{side:e,letter:"A"}),r(uo,{side:t,letter:"B"})]})}
function uo({side:e,letter:t}){let{a:n,zoom:o,area:s}=y().comparing,{src:i,gone:a}=Ve(e?.hash??""),l=e?.entry?kn(e.entry,e.picture??void 0):"",u=t==="A"&&e!==null&&
!e.picture;return r("figure",{children:[r(It,{zoom:o,...t==="A"&&{area:s},name:`${t}: ${e?.ref??"none"}`,src:i,hash:e?.hash??"",alt:e?.entry?.prompt??e?.ref??"",
...u&&{loaded:o.show},children:[a&&r("p",{class:"gone",children:"The picture's file is gone from the library."}),!e&&r("p",{class:"gone",children:n.value?"Pick \
another picture in the history to compare with.":"Nothing is shown to be compared."})]}),r("figcaption",{children:[r("b",{class:"letter",children:t}),e?.ref,r("\
span",{class:"grey cut digits",title:l,children:l})]})]})}function di({a:e,b:t}){let n=hi.map(([o,s])=>[o,s(e),s(t)]);return r("table",{class:"versus",children:r(
"tbody",{children:n.map(([o,s,i])=>r("tr",{class:s===i||!t?"same":"",children:[r("th",{scope:"row",children:o}),r("td",{class:"cut",title:s,children:s}),r("td",
{class:"cut",title:i,children:i})]},o))})})}var hi=[["prompt",e=>e?.entry?.prompt??(e?`a photograph, ${e.ref}`:"")],["made by",e=>e?.entry?.servedBy||e?.entry?.
model||(e?"–":"")],["size",e=>e?.picture?`${e.picture.width}×${e.picture.height}`:""]];function gi({a:e,b:t}){let{comparing:n,input:o}=y(),s=({entry:i,picture:a})=>i&&
a&&o("edit",i,i.pictures.indexOf(a));return r(ve,{name:"Compared",class:"row actions",children:[t?.picture&&r(L,{press:()=>s(t),class:"primary",children:"Edit B"}),
e?.picture&&r(L,{press:()=>s(e),children:"Edit A"}),t&&r(L,{press:n.swap,title:"x",children:[r(z,{name:"swap"}),"Change places"]})]})}function vi({a:e,b:t}){let{
history:n,comparing:o}=y(),{entries:s}=n;s.version.value;let[i,a]=[e?.entry?.ref??"",t?.entry?.ref??""],l=n.around(i,lo),c=a&&!l.some(d=>d.ref===a)?n.around(a,lo):
l,p=new Map([[i,"A"],[a,"B"]]);return r("aside",{class:"strip-of-history","aria-label":"History",children:[r("p",{class:"grey",children:[r("kbd",{children:"←"}),
" ",r("kbd",{children:"→"})," choose B, with ",r("kbd",{children:"Shift"})," A"]}),r("div",{class:"choices",children:r(ve,{name:"B",class:"tiles",children:c.map(
d=>d.pictures.length>0&&r(yi,{entry:d,letter:p.get(d.ref)??"",press:()=>o.choose(d)},d.ref))})})]})}function yi({entry:e,letter:t,press:n}){let o=e.pictures[e.main]?.
hash??"",s=ye(o,"tile");return r(L,{press:n,class:"choice","aria-label":`${_e(e)}: ${e.prompt}`,title:e.prompt,"aria-pressed":t==="B",children:[r("img",{alt:"",
draggable:!1,src:s||void 0},o),r("span",{class:"number",children:_e(e)}),t&&r("span",{class:"letter",children:t})]})}function Nt(){let{money:e}=y().status.value;if(!e)return null;let{spent:t,budget:n}=e;return r("span",{class:"today",title:po(e),children:["today ",r("b",{class:"\
digits",children:fe(t)}),n!==null&&r(R,{children:[` of ${fe(n)}`,r(En,{money:e,budget:n})]})]})}function En({money:e,budget:t}){let n=o=>`${Math.min(100,t?100*o/
t:100)}%`;return r("span",{class:"meter",role:"img","aria-label":po(e),children:[r("i",{class:"spent",style:{width:n(e.spent)}}),r("i",{class:"held-money",style:{
width:n(e.held)}})]})}function po({spent:e,held:t,budget:n}){return[`${fe(e)} spent today`,t||n!==null?`${fe(t)} held`:"",n===null?"no budget":`${fe(Math.max(0,
n-e-t))} left`].filter(Boolean).join(", ")}function fe(e){let t=Math.abs(e*100-Math.round(e*100))<1e-6;return e>=.1||t?`$${e.toFixed(2)}`:`$${Number(e.toPrecision(
3))}`}function fo(){let{status:e}=y(),{listed:t=[],running:n=0,waiting:o=0}=e.value.jobs??{},s=[n&&`Under way ${n}`,o&&`waiting ${o}`];return r("section",{class:"queu\
e wide-only","aria-label":"Under way, in short",children:[r("div",{class:"heading",children:s.filter(Boolean).join(" · ")||"Nothing under way"}),r("ul",{children:t.
map(i=>r(bi,{job:i},i.id))})]})}function bi({job:e}){let t=Tn(e);return r("li",{children:[r("span",{class:"row",children:[r("b",{class:"cut",children:e.model}),
r("span",{class:"grey digits",children:e.number?`${Math.floor(t)} s`:"waiting"}),r("span",{class:"spring"}),r(Kt,{job:e,class:"link"})]}),e.number>0&&r(Sn,{job:e,
seconds:t}),r("span",{class:"row grey",children:[r("span",{class:"cut",title:e.prompt,children:e.prompt}),r("span",{class:"spring"}),r("span",{class:"digits",children:Ae(
e,t)})]})]})}function Kt({job:e,class:t}){let{stop:n}=y();return r(L,{press:()=>n(e.id),class:t,title:e.number?"The picture is still filed when it comes; it may\
 be billed.":"Nothing was sent.",children:e.number?"Stop waiting":"Remove"})}function Sn({job:e,seconds:t}){if(!e.high)return null;let n=Math.max(e.high*1.2,t*1.05),
o=s=>`${100*s/n}%`;return r("span",{class:"time-track",role:"img","aria-label":`${Math.floor(t)} s, ${Ae(e,t)}`,children:[r("i",{class:"usual",style:{left:o(e.low),
width:o(e.high-e.low)}}),r("i",{class:"so-far",style:{width:o(t)}})]})}function Tn(e){return e.seconds+$e(y().statusCame.value)}var ct=(e,t)=>e.high>0&&t>e.high;
function Ae(e,t){return!e.high||!e.number?"":ct(e,t)?"slower than 9 of 10":`usually ${xn(e)} s`}function xn(e){let[t,n]=[Math.max(1,Math.round(e.low)),Math.max(
1,Math.round(e.high))];return t===n?String(t):`${t}–${n}`}function mo(e,t){let n=e.pause-t;return n>0?`goes on in ${Math.ceil(n)} s`:""}var wi=3,_i={well:"",silent:"No answer from the kernel yet. If a cell runs, this waits for it; if the kernel was restarted, run the cell with %imagegen panel ag\
ain.",gone:"No kernel: run the cell with %imagegen panel again. What is shown stays; nothing can be sent."};function go(){let{kernel:e,status:t}=y(),{waits:n}=t.
value,o=e.value==="silent"&&n?"":_i[e.value];return r("footer",{class:"foot","data-kernel":o?e.value:"well",children:[r("span",{class:"notice cut",role:"alert",
hidden:!o,title:o,children:[o&&r(z,{name:"warning"}),o]}),!o&&n&&r("span",{class:"cut",children:[r(z,{name:"paused"})," a cell runs: what you ask is sent after \
it"]}),!o&&r(ki,{}),r("span",{class:"spring"}),r(Ti,{})]})}function ki(){let{layout:e,status:t,statusCame:n}=y(),o=$e(n.value),{listed:s=[],running:i=0,waiting:a=0}=t.
value.jobs??{};if(!i&&!a)return r(ho,{});let l=s.filter(({number:c})=>c).slice(0,wi),u=l.map(c=>Ei(c,c.seconds+o));return i>l.length&&l.length&&u.push(`${i-l.length}\
 more`),a&&u.push(`${a} waiting`),r(R,{children:[r("span",{class:"narrow-only cut under-way",title:u.join(" · "),children:[r(z,{name:"clock"})," ",r("b",{children:`${i}\
 under way`}),r("span",{class:"digits",children:u.map(c=>` · ${c}`).join("")})]}),r(L,{press:()=>e.show("jobs"),class:"link narrow-only",children:"Stop waiting\
 …"}),r("span",{class:"wide-only cut",children:r(ho,{})})]})}function Ei(e,t){let n=Ae(e,t),o=n&&(ct(e,t)?`, ${n}`:` of ${n}`);return`${e.model} ${Math.floor(
t)} s${o}`}function ho(){let{status:e,opened:t}=y(),{ended:n=[],running:o=0}=e.value.jobs??{},s=n.find(({at:l})=>l>t);if(!s)return o?null:r("span",{class:"cut",
children:"Nothing under way"});let i=s.how==="failed",a=Si(s);return r("span",{class:i?"cut failed":"cut",title:a,children:[r(z,{name:i?"warning":"check"})," ",
a]})}function Si({number:e,how:t,words:n,seconds:o,cost:s}){let i=e?`@${e}`:"It";if(t==="failed")return`${i} failed: ${n}`;if(t==="stopped")return`${i} was stop\
ped`;let a=o>=1?` after ${Math.round(o)} s`:"";return[`${i} came${a}`,s?fe(s):""].filter(Boolean).join(" · ")}function Ti(){let{shown:e,element:t,undo:n}=y().history.
outcome,o=e.value;if(!o)return null;let s=o.lines.join(" ");return r("span",{ref:t,class:o.failed?"outcome failed":"outcome",children:[r("span",{class:"cut",title:s,
children:s}),o.undo&&r(R,{children:[r(L,{press:n,class:"link",children:"Undo"}),r("kbd",{class:"roomy",children:"Ctrl Z"})]})]})}function vo(){let{height:e,resize:t,fills:n}=y().layout,o=V({y:0,height:0});function s(l){let u={ArrowUp:-Ge,ArrowDown:Ge}[l.key]??0;u&&(l.preventDefault(),t(e.
peek()+u))}function i(l){o.current={y:l.clientY,height:e.peek()},l.currentTarget.setPointerCapture(l.pointerId)}function a(l){l.currentTarget.hasPointerCapture(
l.pointerId)&&t(o.current.height+l.clientY-o.current.y)}return n.value?null:r("div",{class:"handle",role:"separator",tabIndex:0,"aria-orientation":"horizontal",
"aria-label":"Height of the panel","aria-valuenow":e.value,"aria-valuemin":At,title:"Drag, or ↑ and ↓; a double-click brings its own height back",onKeyDown:s,
onPointerDown:i,onPointerMove:a,onDblClick:()=>t(0)})}var Oe=[["make","Make"],["compare","Compare"],["jobs","Jobs"]];function yo({id:e}){let{layout:t}=y();return r("header",{children:[r("b",{children:"imagegen"}),r(
xi,{id:e}),r("span",{class:"spring"}),r("span",{class:"roomy from",children:[r(Mn,{}),r(Nt,{})]}),r("span",{class:"roomy",children:[r(j,{icon:"keys",name:"Keys",
hint:"Keys (?)",class:"small",press:()=>t.open("keys")}),r(Pn,{})]}),r(j,{icon:"more",name:"More views, keys",class:"small tight-only",press:()=>t.open("more")})]})}
function xi({id:e}){let{layout:t,status:n}=y(),o=V(null),{running:s=0,waiting:i=0}=n.value.jobs??{},a=s+i;function l(u){let c=Oe.findIndex(([g])=>g===t.tab.peek()),
p={ArrowRight:(c+1)%Oe.length,ArrowLeft:(c+Oe.length-1)%Oe.length,Home:0,End:Oe.length-1}[u.key],[d]=Oe[p??-1]??[];d&&(u.preventDefault(),t.show(d),o.current?.querySelectorAll(
"button")[p??0]?.focus())}return r("div",{class:"tabs",role:"tablist","aria-label":"Views",ref:o,onKeyDown:l,children:Oe.map(([u,c])=>{let p=t.tab.value===u,d=u===
"jobs"&&a>0;return r(L,{press:()=>t.show(u),role:"tab",id:`${e}-tab-${u}`,"aria-controls":`${e}-view-${u}`,"aria-selected":p,"aria-describedby":d?`${e}-count`:void 0,
tabIndex:p?0:-1,children:[c,d&&r(R,{children:[r("span",{class:"count","aria-hidden":"true",children:a}),r("span",{id:`${e}-count`,hidden:!0,children:`${a} under\
 way or waiting`})]})]},u)})})}function Mn(){let{gateway:e="",sketches:t}=y().status.value;return r("span",{class:"where cut",children:t?"offline sketches":e})}
function Pn(){let{layout:e}=y(),t=e.whole.value;return r(j,{icon:t?"not-whole-window":"whole-window",name:"The whole window",hint:t?"Back into the page (f or Es\
c)":"The whole window (f)",class:"small","aria-pressed":t,press:e.toggleWhole})}function wo(){let{status:e,layout:t}=y(),{jobs:n,atOnce:o=0}=e.value;if(t.tab.value!=="jobs"||!n)return null;let{listed:s,running:i,waiting:a,ended:l,trouble:u,
unsent:c}=n;return r("div",{class:"jobs",children:[u.length>0&&r(Mi,{lines:u,unsent:c}),r(Pi,{}),r("section",{"aria-label":"Under way",children:[r("div",{class:"\
title",children:[r("span",{class:"heading",children:`Under way ${i}`}),r("span",{class:"grey",children:`at most ${o} at a time`})]}),r("ol",{children:s.filter(({
number:p})=>p).map(p=>r($i,{job:p},p.id))})]}),a>0&&r(Ai,{jobs:s.filter(({number:p})=>!p),count:a}),l.length>0&&r(Li,{jobs:l}),r("p",{class:"grey",children:"The\
 usual time goes from the median to the slowest tenth of your own calls; below five calls none is shown."})]})}function Mi({lines:e,unsent:t}){return r("div",{class:"\
alert",role:"alert",children:[r(Je,{of:e}),t>0&&r("span",{children:t===1?"1 was not sent.":`${t} were not sent.`})]})}function Pi(){let{status:e,layout:t}=y(),{
money:n}=e.value;if(!n)return null;let{spent:o,held:s,budget:i,paid:a,holding:l}=n,u=i===null?0:Math.max(0,i-o-s);return r("section",{class:"budget","aria-label":"\
Budget",children:[r("div",{class:"row",children:[r("span",{children:[r("b",{class:"digits large",children:fe(o)}),i===null?" today":` of ${fe(i)} today`,i!==null&&
r("span",{class:"grey roomy",children:" · begins anew at midnight"})]}),r("span",{class:"spring"}),r(L,{press:()=>t.open("budget"),class:"small",children:i===null?
"Set a budget …":"Change the budget …"})]}),i!==null&&r(En,{money:n,budget:i}),r("p",{class:"legend grey",children:[r("span",{children:[r("i",{class:"spent"}),
`${fe(o)} spent, ${bo(a,"picture")}`]}),(s>0||i!==null)&&r("span",{children:[r("i",{class:"held-money"}),`${fe(s)} held for ${bo(l,"call")}`]}),i!==null&&r("spa\
n",{children:[r("i",{}),`${fe(u)} left`]})]})]})}function $i({job:e}){let t=Tn(e),n=t-e.seconds,o=Ae(e,t),s=mo(e,n);return r("li",{class:"job",children:[r($n,{hash:e.
input}),r(_o,{job:e}),r("span",{class:"state",children:[r("span",{class:"digits",children:`${Math.floor(t)} s`})," ",s?r(R,{children:[r(z,{name:"paused"})," the\
 gateway asked to wait",r("span",{class:"below grey digits",children:s})]}):r(R,{children:[r("span",{class:ct(e,t)?"slow":"grey digits",children:o}),r(Sn,{job:e,
seconds:t})]})]}),r(Kt,{job:e,class:"small"})]})}function Ai({jobs:e,count:t}){let{removeWaiting:n}=y();return r("section",{"aria-label":"Waiting",children:[r("\
div",{class:"title",children:[r("span",{class:"heading",children:`Waiting ${t}`}),r("span",{class:"grey",children:"not sent: removing is free"}),r("span",{class:"\
spring"}),r(L,{press:n,class:"small",children:`Remove all ${t}, free`})]}),r("ol",{children:e.map((o,s)=>r("li",{class:"job",children:[r($n,{hash:o.input}),r(_o,
{job:o}),r("span",{class:"state grey",children:s===0?"next":"after that"}),r(Kt,{job:o,class:"small"})]},o.id))}),t>e.length&&r("p",{class:"grey",children:`and ${t-
e.length} more`})]})}function _o({job:e}){let t=[e.model,e.source&&`from ${e.source}`,e.origin];return r(ko,{title:e.prompt,facts:t})}function ko({title:e,facts:t}){
return r("span",{class:"words-of-job",children:[r("b",{class:"cut",title:e,children:e}),r("span",{class:"cut grey",children:t.filter(Boolean).join(" · ")})]})}
var Ci=[["done","done"],["failed","failed"],["stopped","stopped"],["left","not waited for"]];function Li({jobs:e}){let t=Ci.map(([n,o])=>{let s=e.filter(i=>i.how===
n).length;return s?`${s} ${o}`:""});return r("section",{"aria-label":"Ended",children:[r("div",{class:"title",children:[r("span",{class:"heading",children:"Late\
ly"}),r("span",{class:"grey",children:t.filter(Boolean).join(" · ")}),r("span",{class:"spring"}),r("code",{class:"grey roomy",children:"%imagegen spend"})]}),r(
"ol",{children:e.map(n=>r(Bi,{job:n},`${n.id} ${n.number} ${n.at}`))})]})}function Bi({job:e}){let{viewing:t,layout:n,again:o,waitAgain:s}=y(),i=`${e.number?`@${e.
number} `:""}${e.prompt}`,a=e.at?new Date(e.at*1e3).toLocaleTimeString([],Di):"";function l(){t.open(e.number),n.turnTo("picture"),n.show("make")}return r("li",
{class:"job",children:[r($n,{hash:e.hash}),r(ko,{title:i,facts:[e.model,a]}),r("span",{class:"state",children:r(Hi,{job:e})}),e.how==="left"&&r(L,{press:()=>s(e.
id),class:"small",children:"Wait again"}),e.how==="done"&&r(L,{press:l,class:"small",children:"Show"}),(e.how==="failed"||e.how==="stopped")&&e.number>0&&r(He,{
press:()=>o(e),class:"small",title:"Another take: a new call",children:"Again"})]})}var Di={hour:"2-digit",minute:"2-digit"};function Hi({job:e}){let t=e.seconds>=
1?`${Math.round(e.seconds)} s`:"";return e.how==="done"?r(R,{children:[r("span",{class:"digits",children:[t,e.cost?fe(e.cost):""].filter(Boolean).join(" · ")}),
" ",r("span",{class:"good",children:[r(z,{name:"check"})," done"]})]}):e.how==="failed"?r("span",{class:"failed two-lines",title:e.words,children:[r(z,{name:"wa\
rning"})," ",e.words]}):r(R,{children:[r("span",{class:"slow",children:[r(z,{name:"stopped"})," ",`stopped${t?` after ${t}`:""}`]})," ",r("span",{class:"grey",children:e.
how==="left"?"may be billed; filed when it comes":"may be billed"})]})}function $n({hash:e}){let t=ye(e,"tile");return t?r("img",{src:t,alt:"",width:40,height:40}):
r("span",{class:"none",children:r(z,{name:"picture"})})}function bo(e,t){return`${e} ${t}${e===1?"":"s"}`}function Eo(){let{composer:e}=y(),t=Lt(),n=e.options.value;return r("div",{class:"options",role:"toolbar","aria-label":"Options",ref:t,children:[r(Oi,{}),e.inputs.
value.length>1&&r(Ni,{}),r(Ki,{}),r(Fi,{}),n&&r("span",{class:"chip rest",title:`The rest of the cell's line: ${n}`,children:[r("span",{class:"cut",children:n}),
r(L,{press:e.dropOptions,"aria-label":"Remove the cell's options",title:"Remove them",children:r(z,{name:"close"})})]})]})}function Oi(){let{composer:e,status:t}=y(),
[n,o]=Ne(!1),s=V(null),i=V(!1),a=e.models.value;function l(u,c=!1){e.addModel(u),i.current=c,o(!1)}return Q(()=>{!n&&i.current&&s.current?.focus(),i.current=!1},
[n]),r(R,{children:[r("ul",{class:"chips","aria-label":"Models",children:[a.map(u=>r("li",{class:"chip",title:u,children:[r("span",{class:"cut",children:u}),r(L,
{press:()=>e.removeModel(u),"aria-label":`Remove model ${u}`,title:"Remove it",children:r(z,{name:"close"})})]},u)),a.length===0&&r("li",{class:"chip default",title:"\
The model of the settings, unless you choose others",children:r("span",{class:"cut",children:t.value.model??"…"})})]}),n?r(Ii,{end:l}):r(j,{ref:s,icon:"plus",
name:"Add a model",press:()=>o(!0)})]})}function Ii({end:e}){let{composer:t,status:n}=y(),o=V(!1),s=he(Me,[]),i=(n.value.models??[]).filter(c=>!t.models.value.includes(
c));function a(c,p=!1){o.current||(o.current=!0,e(c,p))}function l({currentTarget:c,inputType:p}){!(p?.startsWith("insert")&&p!=="insertReplacementText")&&i.includes(
c.value)&&a(c.value,!0)}function u(c){if(c.key==="Enter")a(c.currentTarget.value,!0);else if(c.key==="Escape")a("",!0);else return;c.preventDefault()}return r(R,
{children:[r("input",{class:"new-model",type:"text",size:12,list:s,"aria-label":"Add a model",placeholder:"model",...Ee,ref:c=>c?.focus(),onInput:l,onKeyDown:u,
onBlur:c=>a(c.currentTarget.value)}),r("datalist",{id:s,children:i.map(c=>r("option",{value:c},c))})]})}var Ri=[[!1,"each alone"],[!0,"all in one"]];function Ni(){
let{inputs:e,inOne:t,setInOne:n}=y().composer;return r("span",{class:"segment",role:"radiogroup","aria-label":`The ${e.value.length} inputs are sent`,children:Ri.
map(([o,s])=>r(L,{role:"radio","aria-checked":t.value===o,press:()=>n(o),children:s},s))})}function Ki(){let{composer:e,status:t}=y(),n=e.aspect.value,o=t.value.
aspects??[],s=!n||o.includes(n)?o:[n,...o];return r("label",{children:["aspect"," ",r("select",{value:n,onChange:i=>e.setAspect(i.currentTarget.value),children:[
r("option",{value:"",children:"auto"}),s.map(i=>r("option",{value:i,children:i},i))]})]})}function Fi(){let{takes:e,setTakes:t}=y().composer;return r("span",{class:"\
takes",children:[r("span",{"aria-hidden":"true",children:"takes"}),r("span",{class:"stepper",children:[r(L,{press:()=>t(e.value-1),"aria-label":"Fewer takes",children:r(
z,{name:"minus"})}),r("input",{type:"number",min:1,max:1e4,"aria-label":"Takes",value:e.value,onChange:n=>{t(n.currentTarget.valueAsNumber),n.currentTarget.value=
String(e.value)}}),r(L,{press:()=>t(e.value+1),"aria-label":"More takes",children:r(z,{name:"plus"})})]})]})}var Wi="What to paint. {red|blue} tries both, {name} inserts a variable";function So(){let{composer:e}=y();function t(n){n.key!=="Enter"||!(n.shiftKey||n.ctrlKey||
n.metaKey)||(n.preventDefault(),n.repeat||e.generate())}return r("div",{class:"prompt-box",children:r("div",{class:"paper",children:[r("div",{class:"marks-of-pr\
ompt","aria-hidden":"true",children:[e.pieces.value.map(({text:n,kind:o,words:s},i)=>o==="text"?n:r("span",{class:o,title:s,children:n},i)),"​"]}),r("textarea",
{ref:e.box,"aria-label":"Prompt",placeholder:Wi,...Ee,value:e.template.value,onInput:n=>e.write(n.currentTarget.value),onPaste:n=>e.paste(n.clipboardData?.getData(
"text/plain")??""),onKeyDown:t,onMouseMove:Ui})]})})}function Ui({currentTarget:e,clientX:t,clientY:n}){if(!(e instanceof HTMLElement))return;let s=e.getRootNode().
elementsFromPoint(t,n).find(i=>i.parentElement?.matches(".marks-of-prompt"));e.title=s instanceof HTMLElement?s.title:""}var qi=5;function To(){let{composer:e}=y(),t=Lt(),n=V(null),o=V(null),s=V(null),i=V(-1),a=e.inputs.value,l=e.sending.value;Q(()=>{i.current<0||((n.current?.querySelectorAll(
"button")[i.current]??o.current)?.focus(),i.current=-1)});function u(d){i.current=d,e.remove(d)}function c(d,g){let f={ArrowLeft:-1,ArrowRight:1}[d.key]??0;!d.altKey||
!f||!e.move(g,f)||(d.preventDefault(),i.current=g+f)}function p(d){e.take({files:[...d.files??[]],folder:!1}),d.value=""}return r("div",{class:a.length<qi?"stri\
p":"strip many",ref:t,children:[r("ol",{class:"inputs","aria-label":"Inputs, in the order they are sent",ref:n,hidden:a.length===0,children:a.map((d,g)=>r(zi,{input:d,
place:g,remove:()=>u(g),press:f=>c(f,g)},d.ref))}),r(L,{ref:o,press:()=>s.current?.click(),class:e.hovered.value?"drop over":"drop","aria-label":"Add an input: \
drop, paste or choose",title:l?`Sending ${l} …`:"Add an input: drop, paste or choose",children:[r(z,{name:l?"clock":"plus"}),r("span",{class:"cut",children:l?
"sending":"add"})]}),r("input",{ref:s,type:"file",multiple:!0,hidden:!0,accept:"image/*",onChange:d=>p(d.currentTarget)})]})}function zi({input:e,place:t,remove:n,
press:o}){let{composer:s}=y(),i=ye(e.hash,"tile");function a(l){l.preventDefault(),l.stopPropagation(),l.dataTransfer&&s.take(Tt(l.dataTransfer),t)}return r("li",
{title:`image ${t+1}: ${e.label}. Drop a picture here to replace it.`,onDrop:a,children:[r("img",{alt:e.label,width:56,height:56,src:i||void 0},e.hash),r("span",
{class:"order",children:t+1}),r(L,{press:n,onKeyDown:o,"aria-label":`Remove input ${t+1}`,title:"Remove (Alt+← and Alt+→ move it)",children:r(z,{name:"close"})})]})}var xo=200,Gi="There is no kernel to send it to. Run the cell with %imagegen panel again.";function Mo(){let{composer:e}=y();return r("section",{class:"composer",
"aria-label":"Composer",ref:e.form,children:[r(To,{}),r(So,{}),r(Eo,{}),r(Vi,{}),r(Ji,{}),r("div",{class:"notes",children:[r(Xi,{}),r(Zi,{})]})]})}function Vi(){
let{composer:e,kernel:t}=y(),{parts:n,fine:o}=e.told.value,s=t.value==="gone",i=s?[{words:Gi,weighty:!1}]:n;return r("p",{class:o&&!s?"plan":"plan failed",role:"\
status",title:i.map(({words:a})=>a).join(""),children:i.map(({words:a,weighty:l},u)=>l?r("b",{children:a},u):a)})}function Ji(){let{composer:e,copyComposedCell:t,
kernel:n}=y(),{label:o,price:s}=e.press.value,i=e.armed.value,a=i?"?":"";return r("div",{class:"send",children:[r(He,{press:e.generate,class:i?"primary armed":"\
primary",title:i?"Press once more to send them":"Shift+Enter",disabled:n.value==="gone",children:[s?o:o+a,s&&r("span",{children:` · ${s}${a}`})]}),r(j,{icon:"c\
ell",name:"Copy cell",press:t})]})}function Xi(){let{offer:e,takeOffer:t,hideOffer:n}=y().composer,o=e.value,s=o&&o.prompt.length>xo?`${o.prompt.slice(0,xo)} …`:
o?.prompt;return r("p",{class:"found-words",role:"status",hidden:!o,children:o&&r(R,{children:[r("span",{children:`${o.name} has a prompt in it (${o.by}): ${s}`}),
r(L,{press:t,children:"Use its prompt"}),r(j,{icon:"close",name:"Hide the file's prompt",press:n})]})})}function Zi(){let{complaint:e,complain:t}=y().composer;return r(
"div",{class:"alert",role:"alert",hidden:e.value.length===0,children:[e.value.length>0&&r(j,{icon:"close",name:"Hide this",class:"small",press:()=>t([])}),r(Je,
{of:e.value})]})}function Po(){let{history:e,widen:t}=y().layout,n=V(null),o=V({x:0,width:0}),s=()=>({width:n.current?.parentElement?.offsetWidth??0,most:(n.current?.closest(".m\
ake")?.offsetWidth??0)/2}),i=c=>t(Math.min(c,s().most));function a(c){let p={ArrowLeft:Ge,ArrowRight:-Ge}[c.key]??0;p&&(c.preventDefault(),i(s().width+p))}function l(c){
o.current={x:c.clientX,width:s().width},c.currentTarget.setPointerCapture(c.pointerId)}function u(c){c.currentTarget.hasPointerCapture(c.pointerId)&&i(o.current.
width-c.clientX+o.current.x)}return r("div",{ref:n,class:"divider",role:"separator",tabIndex:0,"aria-orientation":"vertical","aria-label":"Width of the history",
"aria-valuenow":e.value||Ct,"aria-valuemin":Ct,title:"Drag, or ← and →; a double-click brings its own width back",onKeyDown:a,onPointerDown:l,onPointerMove:u,
onDblClick:()=>t(0)})}var ji=new Map([["sent","under way"],["unknown","unknown: may have been billed"],["failed","failed"]]),Yi=44;function Ao(e){let{entry:t,group:n,place:o,count:s,
x:i,y:a,side:l,isSeen:u,isActive:c,isShown:p,isSelected:d}=e,{history:g}=y(),{active:f,stand:m}=g.cursor,h={group:n,place:o},v=["tile",Co(t),p&&"shown",t?.deleted&&
"deleted",l<Yi&&"small"],k=()=>f.peek().group!==n||f.peek().place!==o;function b(C){C.shiftKey?g.extendTo(h):g.take(h,C.ctrlKey||C.metaKey)}return r("div",{role:"\
option",class:v.filter(Boolean).join(" "),style:`transform: translate(${i}px, ${a}px); width: ${l}px; height: ${l}px`,tabIndex:c?0:-1,"aria-selected":d,"aria-se\
tsize":s,"aria-posinset":o+1,"aria-label":t?$o(t):"loading",title:t?$o(t):void 0,onClick:b,onFocusIn:()=>k()&&m(h),children:[t&&r(Qi,{entry:t,isSeen:u}),e.order>
0&&r("span",{class:"order",children:e.order}),t?.starred&&r("span",{class:"star",children:r(z,{name:"star-full"})})]})}function Qi({entry:e,isSeen:t}){let n=Co(
e);return n==="running"?r(ta,{entry:e}):n===""?r(ea,{entry:e,isSeen:t}):r(R,{children:[r("b",{children:[r(z,{name:"warning"})," ",e.ref]}),r("span",{class:"word\
s",children:e.words||"may have been billed"})]})}function ea({entry:e,isSeen:t}){let n=e.pictures[e.main]?.hash??"",o=ye(n,"tile",t);return r(R,{children:[o===""?
r("span",{class:"words",children:"The file is gone."}):r("img",{alt:"",draggable:!1,src:o||void 0},n),r("span",{class:"number cut",children:_e(e)})]})}function ta({
entry:e}){let{status:t}=y(),n=e.age+$e(e.received),o=t.value.jobs?.listed.find(({number:s})=>s===e.number);return r(R,{children:[r("span",{children:e.ref}),r("b",
{class:"digits",children:`${Math.floor(n)} s`}),r("span",{class:"digits",children:o?.high?xn(o):""})]})}function Co(e){return!e||e.pictures.length?"":e.status===
"sent"?"running":"failed"}function $o(e){if(!e.number)return`${e.name||e.ref}, photograph`;let t=ji.get(e.status),n=[t?`${t}${e.error[0]?`: ${e.error[0]}`:""}`:
"",e.starred?"starred":"",e.rating?`rated ${e.rating} of 5`:"",e.deleted?"deleted":""].filter(Boolean);return`${[`${e.ref} ${e.model}`,...n].join(", ")}: ${e.prompt}`}var Ft=160;function Bo(){let{history:e}=y(),{entries:t,cursor:n,shelves:o,search:s}=e;t.version.value;let i=t.total.value,{top:a,bottom:l}=n.seen.value,u=o.tops.
value,c=n.active.value,p=`${u[i]??0}px`,d=o.groupAt(Math.max(0,a-Ft)),g=Math.min(i-1,o.groupAt(l+Ft)),f=Array.from({length:g-d+1},(k,b)=>d+b),m=[...new Set([...f,
c.group])].filter(k=>k<i);m.sort((k,b)=>k-b);let h=fa(),v=oa();return na(),ra(),r("div",{class:h.length?"pictures railed":"pictures",children:[i===0&&!t.query.value&&
!s.found.value.query&&r("p",{class:"none",children:"Nothing was made yet. What cells make appears here, too."}),r("div",{ref:n.list,class:"gallery",hidden:i===0,
onScroll:n.measure,children:[r("div",{class:"headings",style:{height:p},children:m.map(k=>r(sa,{group:k},t.group(k)?.key??k))}),r("div",{class:"space",style:{height:p},
role:"listbox","aria-label":"Pictures","aria-multiselectable":"true",tabIndex:-1,onKeyDown:v,children:m.map(k=>r(ua,{group:k,top:a,bottom:l},t.held(k)?.key??k))})]}),
h.length>0&&r(ma,{marks:h})]})}function na(){let{cursor:e}=y().history,t=e.focusings.value,n=V(t),o=e.list.current?.querySelector(".space")?.matches(":focus-wit\
hin");Q(()=>{let s=t!==n.current;n.current=t,s&&e.reveal();let i=e.list.current?.querySelector("[role=option][tabindex='0']");(s||o)&&i&&i!==document.activeElement&&
i.focus({preventScroll:!0})})}function ra(){let{cursor:e,shelves:t,entries:n}=y().history,o=t.tops.value,s=e.focusings.value;Q(()=>{e.settle(),e.measure()},[o,s,
n.version.value]),Q(()=>{let i=new ResizeObserver(e.measure);return e.list.current&&i.observe(e.list.current),()=>i.disconnect()},[e])}function oa(){let{history:e}=y(),
{entries:t,cursor:n,shelves:o}=e;function s(a,l,u){let c=a;for(let p=0;p<u;p+=1)c=l(c)??c;return c}function i(a){let l=n.active.peek(),{clientHeight:u=0}=n.list.
current??{},c=Math.max(1,Math.floor(u/o.side.peek())-1),p=t.total.peek()-1;switch(a){case"ArrowLeft":return o.beside(l,-1)??l;case"ArrowRight":return o.beside(l,
1)??l;case"ArrowUp":return o.below(l,-1)??l;case"ArrowDown":return o.below(l,1)??l;case"PageUp":return s(l,d=>o.below(d,-1),c);case"PageDown":return s(l,d=>o.below(
d,1),c);case"Home":return{group:0,place:0};case"End":return{group:p,place:o.shown(p)-1};default:return null}}return a=>{let l=n.active.peek(),u=a.ctrlKey||a.metaKey,
c=a.altKey?null:i(a.key),p=t.at(l);if(a.key==="End"&&!a.shiftKey)e.walkToLast();else if(c)a.shiftKey?e.extendTo(c):e.walk(c);else if(a.key==="Enter"||a.key===" ")
a.shiftKey?e.extendTo(l):e.take(l,u||a.key===" ");else if(u&&a.key==="a")e.selectEverything();else if(!p||!e.pressTile(a,p))return;a.preventDefault()}}function sa({
group:e}){let{history:t}=y(),{entries:n,shelves:o,cursor:s}=t,i=n.held(e),a=o.topOf(e),l=o.topOf(e+1)-a-hn,u=s.active.value.group===e,c=o.isFolded(e);if(!i)return null;
let p=i.count===1?"1 picture":`${i.count.toLocaleString("en")} pictures`;function d(f){let m={ArrowUp:-1,ArrowDown:1}[f.key],h={ArrowLeft:0,ArrowRight:1}[f.key];
if(m)g(f.currentTarget,m);else if(h!==void 0)f.currentTarget.querySelectorAll("button")[h]?.focus();else return;f.preventDefault()}function g(f,m){let h=[...s.list.
current?.querySelectorAll(".group")??[]],v=h[h.indexOf(f)+m]?.querySelector("button");v?.scrollIntoView({block:"nearest"}),v?.focus()}return r("div",{style:{top:`${a}\
px`,height:`${l}px`},children:r("div",{class:"group",role:"toolbar","aria-label":i.title,style:{height:`${Pe}px`},onKeyDown:d,children:[r("button",{type:"button",
class:"title",tabIndex:u?0:-1,"aria-expanded":!c,title:i.title,onClick:()=>o.fold(i.key,!c),children:[r(z,{name:c?"right":"down"}),r("span",{class:"cut",children:i.
title||"without words"})]}),r("button",{type:"button",class:"many digits",tabIndex:-1,"aria-label":`Select all: ${p}`,title:"Select all of them",onClick:()=>t.selectGroup(
e),children:i.count.toLocaleString("en")}),r("span",{class:"when digits",children:ia(i,n.arrangement.value==="time")})]})})}function ia({age:e,received:t},n){if(n)
return"";let o=new Date(Date.now()-e*1e3-(performance.now()-t)),s=Math.round((Lo(new Date)-Lo(o))/864e5),i=l=>String(l).padStart(2,"0");if(s<=0)return`${i(o.getHours())}\
:${i(o.getMinutes())}`;if(s===1)return"yesterday";if(s<7)return`${aa[o.getDay()]} ${o.getDate()}`;let a=la[o.getMonth()]??"";return o.getFullYear()===new Date().
getFullYear()?`${o.getDate()} ${a}`:`${a} ${o.getFullYear()}`}var Lo=e=>new Date(e.getFullYear(),e.getMonth(),e.getDate()).getTime(),aa=["Sun","Mon","Tue","Wed",
"Thu","Fri","Sat"],la="Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");function ua({group:e,top:t,bottom:n}){let{history:o,viewing:s}=y(),{entries:i,
shelves:a,cursor:l,selection:u}=o,c=i.held(e),p=s.shown.value?.ref,d=l.active.value,[g,f]=a.between(e,t-Ft,n+Ft),[m,h]=a.between(e,t,n),v=new Set(Array.from({length:Math.
max(0,f-g)},(b,C)=>g+C));d.group===e&&d.place<a.shown(e)&&v.add(d.place);let k=[...v].sort((b,C)=>b-C);return r("div",{role:"group","aria-label":c?`${c.title}, ${c.
count}`:"loading",children:k.map(b=>{let C={group:e,place:b},M=i.at(C),W=M?.ref??"",{x:$,y:O,side:B}=a.box(C);return r(Ao,{entry:M,group:e,place:b,count:c?.count??
1,x:$,y:O,side:B,isSeen:b>=m&&b<h,isActive:e===d.group&&b===d.place,isShown:M!==null&&W===p,isSelected:M!==null&&(u.has(W)||u.has(M.number)),order:u.orders.value.
get(W)??0},W||`at ${b}`)})})}var ca=/^[A-Z][a-z]+ \d{4}$/,pa=16;function fa(){let{entries:e}=y().history;if(e.arrangement.value!=="time")return[];let t=[];for(let o=0;o<
e.total.value;o+=1){let s=e.group(o)?.title??"",[i="",a=""]=s.split(" "),l=t.at(-1)?.title.endsWith(a)===!1;ca.test(s)&&t.push({group:o,title:s,words:l?a:i.slice(
0,3)})}if(t.length<2)return[];let n=t.filter(({words:o})=>/^\d/.test(o));return t.length>pa?[...t.slice(0,1),...n]:t}function ma({marks:e}){let{cursor:t}=y().history;
function n(o){let s={ArrowUp:-1,ArrowDown:1}[o.key];if(!s)return;let i=[...o.currentTarget.querySelectorAll("button")];i[i.indexOf(document.activeElement)+s]?.focus(),
o.preventDefault()}return r("nav",{class:"months","aria-label":"Months",onKeyDown:n,children:e.map(({group:o,title:s,words:i},a)=>r("button",{type:"button",tabIndex:a===
0?0:-1,"aria-label":s,title:s,onClick:()=>t.scrollTo(o),children:i},s))})}var ha="Words, is:starred, is:failed, is:deleted, rating:4, tag:night, model:gpt, name:frog, input:@12, since:7d, until:2026-11-01, before:2026-11, month:2026-1\
0. Esc clears.";function Do(){let{search:e,everything:t,arrivals:n,lookAtNew:o}=y().history,{box:s,text:i,found:a,refusal:l}=e,u=t.value,c=n.count.value,p=he(Me,
[]),{query:d,count:g}=a.value,f=l.value.length>0;function m(h){if(h.key==="Enter")e.ask();else if(h.key==="Escape"&&i.peek())e.clear();else return;h.preventDefault()}
return r("div",{class:"search",children:[r(z,{name:"search"}),r("input",{ref:s,type:"search",placeholder:u===1?"Search 1 picture":`Search ${u.toLocaleString("en")}\
 pictures`,"aria-label":"Search history","aria-describedby":p,"aria-invalid":f||void 0,maxLength:1e3,enterKeyHint:"search",...Ee,value:i.value,onInput:h=>e.type(
h.currentTarget.value),onKeyDown:m}),r("p",{class:"found",role:"status",children:d?g===0?"Nothing found":`${g.toLocaleString("en")} found`:""}),c>0&&r(L,{press:o,
class:"link new",title:"Look at the newest",children:`${c} new`}),r("p",{class:"hint",id:p,children:ha}),r("p",{class:"alert",role:"alert",hidden:!f,children:r(
Je,{of:l.value})})]})}function Ho(){let{search:e}=y().history,{query:t,count:n}=e.found.value;return!t||n>0?null:r("p",{class:"none",children:[`Nothing found fo\
r “${t}”. `,r(L,{press:e.clear,class:"link",children:"Clear search"})]})}function Oo(){return r("section",{class:"history","aria-label":"History",children:[r("div",{class:"finder",children:[r(Do,{}),r(ga,{})]}),r(Ho,{}),r(Bo,{})]})}function ga(){
let{history:e}=y(),{search:t,shelves:n,entries:o}=e,s=o.arrangement.value;return r("div",{class:"row",children:[r("div",{class:"segment",role:"group","aria-labe\
l":"Grouped by",children:[r(L,{press:()=>e.arrange("template"),class:"small","aria-pressed":s==="template",children:"Template"}),r(L,{press:()=>e.arrange("time"),
class:"small","aria-pressed":s==="time",children:"Time"})]}),r(j,{icon:"star",name:"Starred only",class:"small","aria-pressed":t.has("is:starred"),press:()=>t.toggle(
"is:starred")}),r(j,{icon:"warning",name:"Failed only",class:"small","aria-pressed":t.has("is:failed"),press:()=>t.toggle("is:failed")}),r("span",{class:"spring"}),
r("input",{class:"sizes",type:"range","aria-label":"Size of the thumbnails",title:"Size of the thumbnails",min:ze.least,max:ze.most,value:n.size.value,onInput:i=>n.
resize(i.currentTarget.valueAsNumber)})]})}var Io="a small green frog wearing a tiny crown";function Ro(){let{composer:e,status:t}=y();return r(R,{children:[r("div",{class:"toolbar"}),r("div",{class:"gro\
und",children:r("div",{class:"begin",children:[r("p",{children:["Write a prompt and press ",r("kbd",{children:"Shift"})," ",r("kbd",{children:"Enter"}),",",r("b\
r",{}),"or drop a photograph to edit it."]}),r(L,{press:()=>e.use(Io),children:Io})]})}),r("div",{class:"facts",children:t.value.sketches&&r("p",{class:"grey",children:[
"Offline sketches: nothing leaves the machine, nothing is paid.",r("br",{}),r("code",{children:"%imagegen use NAME"})," brings real pictures."]})})]})}var va=["Nobody knows what came of it.","It may have been made and billed."];function No({entry:e}){let{details:t}=y().viewing,[n="",...o]=e.error.length?e.error:
va,{words:s}=e,i=s&&n.endsWith(`: ${s}`)?n.slice(0,-s.length-2):n,a=[i===n?"":s,t.value?.text??e.text];return r("div",{class:"failure",children:[r("p",{class:"h\
appened",children:[r(z,{name:"warning"}),r("b",{children:i})]}),o.map((l,u)=>r("p",{children:l},u)),a.filter(Boolean).map((l,u)=>r("p",{class:"said",children:`“${l}\
”`},u))]})}function pt({name:e,class:t,children:n}){let{viewing:o}=y(),s=V(null);Q(()=>{let a=s.current,l=document.activeElement;(a?.querySelector("input:enabled, button, \
textarea, a")??a)?.focus({preventScroll:!0});let c=g=>{g instanceof Element&&!a?.contains(g)&&!g.closest("[aria-expanded]")&&o.lay("")},p=({target:g})=>c(g),d=({
relatedTarget:g})=>c(g);return document.addEventListener("pointerdown",p,!0),a?.addEventListener("focusout",d),()=>{document.removeEventListener("pointerdown",p,
!0),(!document.activeElement||a?.contains(document.activeElement))&&l instanceof HTMLElement&&l.focus({preventScroll:!0})}},[o]);function i(a){a.key!=="Escape"||
a.defaultPrevented||(a.preventDefault(),o.lay(""))}return r("div",{ref:s,class:`popover ${t}`,role:"dialog","aria-label":e,tabIndex:-1,onKeyDown:i,children:n})}function Ko({entry:e}){let{viewing:t,history:n}=y();n.entries.version.value;let o=e.pictures.length>0;return r(ve,{name:"View",class:"toolbar",children:[r(j,{press:()=>t.
step(-1),icon:"left",name:"The one before",hint:"The one before (←)",class:"small","aria-disabled":!n.neighbour(e.ref,-1)}),r(j,{press:()=>t.step(1),icon:"rig\
ht",name:"The next one",hint:"The next one (→)",class:"small","aria-disabled":!n.neighbour(e.ref,1)}),r("b",{class:"digits cut",children:_e(e)}),e.pictures.length>
1&&r(Cn,{entry:e}),r("span",{class:"spring"}),o&&r(Rt,{zoom:t.zoom}),o&&r(An,{hint:"With what it was made from (c)"})]})}function An({hint:e}){let{compare:t}=y();
return r(L,{press:t,class:"small",title:e,children:[r(z,{name:"compare"}),"Compare"]})}function Cn({entry:e}){let{position:t,turnTo:n}=y().viewing;return r("spa\
n",{class:"segment",role:"group","aria-label":"Pictures of this answer",children:e.pictures.map((o,s)=>r(L,{press:()=>n(s),class:"small","aria-pressed":s===t.value,
"aria-label":`Picture ${s+1}`,children:s+1},s))})}function Fo({entry:e,picture:t,full:n}){let{takePrompt:o,viewing:s}=y(),{details:i,following:a,follow:l}=s,u=i.value?.prompt??e.prompt,c=i.value?.text??e.text;return r(
pt,{name:`More of @${e.number}`,class:"more",children:[r("div",{class:"actions",children:[r(ya,{entry:e}),t&&r("span",{class:"cramped",children:[r(L,{press:()=>o(
e),children:"Use prompt"}),r("a",{class:"button",download:_n(e,t),...n&&{href:n},children:"Download"})]}),r(L,{press:()=>l(!a.value),"aria-pressed":a.value,title:"\
Show each new picture when it comes",children:"Follow the newest"})]}),e.pictures.length>1&&r(Cn,{entry:e}),c&&r(R,{children:[r("div",{class:"heading",children:"\
The model's words"}),r("p",{class:"whole",children:c})]}),r("div",{class:"heading",children:"Prompt"}),r("p",{class:"whole",children:u}),r("div",{class:"heading",
children:"Details"}),r(oo,{entry:e})]})}function ya({entry:e}){let{history:t,viewing:n}=y(),o=[e.number];function s(){n.lay(""),t.remove(o)}return r(R,{children:[
r(L,{press:()=>t.save(o),title:"A zip with the pictures, how they were made, and a page to look at",children:"Export"}),e.deleted?r(L,{press:()=>t.restore(o),children:"\
Restore"}):r(L,{press:s,title:"Out of sight, with a way back (Del)",children:"Delete"})]})}var ba="starred",Wo=e=>e.split(/\s+/).filter(Boolean);function Uo({entry:e}){let{marks:t}=y().viewing;return r(pt,{name:`Tags and a note of @${e.number}`,class:"\
tags-and-note",children:r("div",{ref:t,children:[r(wa,{}),r(_a,{})]})})}function wa(){let{details:e,newTags:t,writeTags:n,markShown:o}=y().viewing,s=V(null),i=(e.
value?.tags??[]).filter(u=>u!==ba);function a(u){let c=Wo(t.peek());if(u.key==="Enter"&&c.length)o({kind:"tag",changes:c});else if(u.key!=="Escape"||c.length===
0)return;u.preventDefault(),n("")}function l(u){o({kind:"tag",changes:[`-${u}`]}),s.current?.focus()}return r("span",{class:"tagging",children:[r("ul",{class:"t\
ags","aria-label":"Tags",hidden:i.length===0,children:i.map(u=>r("li",{children:[r("span",{children:u}),r(L,{press:()=>l(u),"aria-label":`Remove tag ${u}`,children:"\
×"})]},u))}),r("input",{ref:s,type:"text","aria-label":"Add tag",placeholder:"Add tag",size:8,enterKeyHint:"done",...Ee,readOnly:e.value===null,value:t.value,onInput:u=>n(
u.currentTarget.value),onKeyDown:a})]})}function _a(){let{details:e,note:t,writeNote:n,keepNote:o,dropNote:s}=y().viewing;function i(a){let l=t.peek().trim()!==
(e.peek()?.note??"").trim();if(a.key==="Enter"&&!a.shiftKey)o();else if(a.key==="Escape"&&l)s();else return;a.preventDefault()}return r("textarea",{class:"note",
"aria-label":"Note",placeholder:"Note",enterkeyhint:"done",readOnly:e.value===null,value:t.value,rows:Math.min(6,Math.max(2,t.value.split(`
`).length)),onInput:a=>n(a.currentTarget.value),onBlur:o,onKeyDown:i})}function qo({numbers:e}){let{history:t,viewing:n}=y(),o=We("");function s(i){let a=Wo(o.peek());
i.key!=="Enter"||a.length===0||(i.preventDefault(),t.mark(e,{kind:"tag",changes:a}),n.lay(""))}return r(pt,{name:`Tags for ${e.length}`,class:"tags-for-all",children:r(
"input",{type:"text","aria-label":"Tags for the selected",placeholder:"word, or -word",enterKeyHint:"done",...Ee,value:o.value,onInput:i=>o.value=i.currentTarget.
value,onKeyDown:s})})}var Ln=24,ka=26,zo=8,Ea=4;function Go({refs:e}){let{history:t,viewing:n}=y(),o=Sa(e),s=t.selection.numbers.value,i=e.length-Ln;return r(R,{children:[r(ve,{name:"\
View",class:"toolbar",children:[r("b",{children:`${e.length} selected`}),i>0&&r("span",{class:"grey cut",children:`the first ${Ln} are seen`}),r(L,{press:t.clear,
class:"small link",title:"Select none (Esc)",children:"None"}),r("span",{class:"spring"}),r(An,{hint:"The first two (c)"})]}),r(Ta,{refs:e.slice(0,Ln),entries:o}),
r(Pa,{refs:e,entries:o}),n.over.value==="tags"&&r(qo,{numbers:s})]})}function Sa(e){let{history:t}=y();t.entries.version.value;let n=We(new Map),o=new Map(t.selection.
chosen.value.map(({ref:a,entry:l})=>[a,l])),s=new Map(n.value);for(let a of e){let l=t.entries.find(a)??o.get(a);l&&s.set(a,l)}let i=e.filter(a=>!s.has(a)).join();
return sn(()=>{i&&t.selected().then(a=>{n.value=new Map(a.map(l=>[l.ref,l]))},()=>{})},[i,t,n]),s}function Ta({refs:e,entries:t}){let{history:n,viewing:o}=y(),s=V(
null),i=We({width:0,height:0}),a=xa(e.length,i.value);Q(()=>{let u=s.current;if(!u)return;let c=()=>{i.value={width:u.clientWidth,height:u.clientHeight}},p=new ResizeObserver(
c);return p.observe(u),c(),()=>p.disconnect()},[i]);function l(u,c){let p=e.filter(f=>f!==u);n.selection.dropRef(u);let[d]=p,g=d&&p.length===1?t.get(d):null;if(g)
o.show(g),setTimeout(()=>o.area.current?.focus());else{let f=s.current?.querySelectorAll("button");(f?.[c+1]??f?.[c-1])?.focus()}}return r("ul",{ref:s,class:"su\
rvey","aria-label":"The selected pictures",style:{gridTemplateColumns:`repeat(${a}, minmax(0, 1fr))`},children:e.map((u,c)=>r(Ma,{reference:u,entry:t.get(u),order:n.
selection.orders.value.get(u)??0,isLarge:e.length<=Ea,takeOut:()=>l(u,c)},u))})}function xa(e,t){let n={columns:1,side:-1/0};for(let o=1;o<=e;o+=1){let s=Math.ceil(
e/o),i=(t.width-zo*(o-1))/o,a=(t.height-zo*(s-1))/s-ka,l=Math.min(i,a);l>n.side&&(n={columns:o,side:l})}return n.columns}function Ma({reference:e,entry:t,order:n,
isLarge:o,takeOut:s}){let i=t?.pictures[t.main]?.hash??"",{src:a,gone:l}=Ve(i,o?"full":"thumbnail"),u=l||t!==void 0&&t.status!=="sent",c=l?"The file is gone.":t?.
words||(u?"may have been billed":"under way"),p=t?t.name||t.prompt:"";return r("li",{children:[i&&!l?r("img",{alt:t?.prompt??"",draggable:!1,src:a||void 0},i):r(
"p",{class:u?"words failed":"words",children:c}),r("div",{class:"label",children:[n>0&&r("span",{class:"disc",children:n}),r("span",{class:"reference cut",children:e}),
r("span",{class:"name cut",title:p,children:p}),r(j,{press:s,icon:"close",name:`Take ${e} out of the selection`,class:"small"})]})]})}function Pa({refs:e,entries:t}){
let{history:n,inputs:o}=y(),s=e.flatMap(d=>t.get(d)??[]),i=n.selection.numbers.value,a=s.filter(({number:d})=>d),l=new Set(a.map(({rating:d})=>d)),[u=0]=l.size===
1?l:[],c=a.length===i.length&&a.every(({starred:d})=>d),p=a.length>0&&a.every(({deleted:d})=>d);return r(ve,{name:"Selected",class:"facts",children:r("div",{class:"\
row actions",children:[r(L,{press:()=>o("edit",s),class:"primary",title:`e: ${s.length} pictures, each a call of its own`,children:"Edit each"}),r(L,{press:()=>o(
"add",s),title:"a: one call with all of them",children:"Use together"}),i.length>0&&r(R,{children:[r("span",{class:"rule"}),r("span",{class:"grey",children:"all\
:"}),r(Dt,{rating:u,rate:d=>n.mark(i,{kind:"rate",rating:d})}),r(Ht,{name:"Star all",isStarred:c,press:()=>n.star(i)}),r(Ot,{name:"Tag all"}),r("span",{class:"s\
pring"}),r(j,{press:()=>n.save(i),icon:"download",name:"Export",hint:"Export: a zip with all of them"}),p?r(L,{press:()=>n.restore(i),children:"Restore"}):r(j,{
press:()=>n.remove(i),icon:"delete",name:"Delete",hint:"Delete, with a way back (Del)"})]})]})})}function Vo(){let{viewing:e,history:t}=y(),n=Aa(),o=e.shown.value,s=t.selection.refs.value;return r("section",{class:"stage","aria-label":"Stage",onKeyDown:n,children:r(
$a,{entry:o,refs:s})})}function $a({entry:e,refs:t}){return t.length>1?r(Go,{refs:t}):e?r(Ca,{entry:e}):r(Ro,{})}function Aa(){let{viewing:e,history:t,input:n}=y();
return o=>{if(o.target instanceof Element&&o.target.matches("input, textarea, select")||o.defaultPrevented)return;let{refs:i,numbers:a,chosen:l}=t.selection,u=i.
peek().length>1,[c]=l.peek(),p=u?t.entries.find(c?.ref??"")??c?.entry:e.shown.peek();if(!p)return;let d=!(o.ctrlKey||o.metaKey||o.altKey);function g(m){let{key:h}=o;
return ut(o,e.zoom)?!0:h==="ArrowLeft"||h==="ArrowRight"?e.step(h==="ArrowLeft"?-1:1):h!=="e"&&h!=="a"||o.repeat?!1:(n(h==="e"?"edit":"add",m,e.position.peek()),
!0)}(d&&!u&&g(p)||t.press(o,p,u?a.peek():[p.number].filter(Boolean)))&&o.preventDefault()}}function Ca({entry:e}){let{viewing:t}=y(),{zoom:n,position:o,over:s}=t,
i=e.pictures[o.value],{src:a,full:l,gone:u}=Ve(i?.hash??""),{width:c=0,height:p=0}=i??{};return Q(()=>n.show(c,p),[n,c,p]),r(R,{children:[r(Ko,{entry:e}),r(It,{
zoom:n,area:t.area,src:a,hash:i?.hash??"",alt:e.prompt,children:[u&&r("p",{class:"gone",children:"The picture's file is gone from the library."}),!i&&(e.status===
"sent"?r(La,{entry:e}):r(No,{entry:e}))]}),r(io,{entry:e,picture:i,full:l}),s.value==="tags"&&r(Uo,{entry:e}),s.value==="more"&&r(Fo,{entry:e,picture:i,full:l})]})}
function La({entry:e}){let{status:t}=y(),n=e.age+$e(ro(e)),o=t.value.jobs?.listed.find(({number:s})=>s===e.number);return r("div",{class:"pending",children:[r("\
b",{class:"digits",children:`${Math.floor(n)} s`}),r("span",{children:o&&Ae(o,n)||"under way"})]})}var Ba=[["compose","Compose"],["picture","Picture"],["history","History"]];function Jo(){return r("div",{class:"make",children:[r(Da,{}),r(Bn,{name:"compose",children:[
r(Mo,{}),r(fo,{})]}),r(Bn,{name:"picture",children:r(Vo,{})}),r(Bn,{name:"history",children:[r(Po,{}),r(Oo,{})]})]})}function Da(){let{part:e,turnTo:t}=y().layout;
return r("div",{class:"segment parts",role:"group","aria-label":"Part",children:Ba.map(([n,o])=>r(L,{press:()=>t(n),class:"small","aria-pressed":e.value===n,children:o},
n))})}function Bn({name:e,children:t}){let{part:n}=y().layout;return r("div",{class:"part","data-part":e,"data-here":n.value===e,children:t})}var Ha=[["Shift+Enter, Ctrl+Enter","in the prompt: generate"],["Alt+← Alt+→","on an input: move it"],["arrows, Home, End","move in the history and between t\
abs"],["Enter, Space","look at it and select it; with Ctrl one more, with Shift all up to it"],["Ctrl+A · Esc","select all that is found · none"],["e · a","e\
dit this · add as input"],["1–5, 0 · s","rate, no rating · star"],["Del · Ctrl+Z","delete · undo"],["f","the whole window, and back"],["?","these keys"]];
function Xo(){let{sheet:e}=y().layout;return e.value==="keys"?r(Oa,{}):e.value==="more"?r(Ia,{}):e.value==="budget"?r(Ra,{}):null}function Oa(){return r(Dn,{name:"\
Keys",children:[r("dl",{class:"keys",children:Ha.map(([e,t])=>r("div",{children:[r("dt",{children:r("kbd",{children:e})}),r("dd",{children:t})]},e))}),r("p",{class:"\
grey",children:"Keys act only inside the panel, and never while you type."})]})}function Ia(){let{layout:e}=y();return r(Dn,{name:"More",children:[r("p",{class:"\
row",children:["Pictures come from ",r(Mn,{})]}),r("p",{class:"row",children:r(Nt,{})}),r("p",{class:"row",children:[r(L,{press:()=>e.open("keys"),children:"Key\
s"}),r(Pn,{})]})]})}function Ra(){let{status:e,copyText:t}=y(),o=`%config ImageGen.budget = ${((e.value.money?.budget??1)*2).toFixed(2)}`;return r(Dn,{name:"The\
 budget of a day",children:[r("p",{children:"Run this in a cell, with the dollars that you mean:"}),r("p",{class:"row",children:[r("code",{children:o}),r(L,{press:()=>t(
o,"The command"),class:"small",children:"Copy"})]}),r("p",{class:"grey",children:["It holds for this kernel; a line ",r("code",{children:"budget = 4.0"})," in c\
onfig.toml stays."]})]})}function Dn({name:e,children:t}){let{closeSheet:n}=y().layout,o=V(null);Q(()=>{let i=o.current,a=i?.parentElement,l=i?.ownerDocument.activeElement;
i?.querySelector("button")?.focus();let u=c=>{c.target instanceof Node&&i?.contains(c.target)||n()};return a?.addEventListener("pointerdown",u),()=>{a?.removeEventListener(
"pointerdown",u),i?.contains(i.ownerDocument.activeElement)&&l instanceof HTMLElement&&l.focus()}},[n]);function s(i){i.key==="Escape"&&(i.preventDefault(),n())}
return r("div",{ref:o,class:"sheet",role:"dialog","aria-label":e,onKeyDown:s,children:[r("div",{class:"row",children:[r("div",{class:"title",children:e}),r("spa\
n",{class:"spring"}),r(j,{icon:"close",name:"Close",hint:"Close (Esc)",class:"small",press:n})]}),t]})}var Na=[["make",Jo],["compare",co],["jobs",wo]];function Zo(){let{said:e,layout:t}=y(),{words:n,count:o}=e.value,s=he(Me,[]);function i(a){if(!(a.target instanceof
Element&&a.target.matches("input, textarea, select, [contenteditable='true']")||a.defaultPrevented||a.ctrlKey||a.metaKey||a.altKey)){if(a.key==="?")t.open("keys");else if(a.
key==="f")t.toggleWhole();else if(a.key==="Escape"&&t.whole.peek())t.toggleWhole();else return;a.preventDefault()}}return r("div",{class:"frame",onKeyDown:i,children:[
r(yo,{id:s}),r("div",{class:"views",children:Na.map(([a,l])=>r("div",{class:"view",role:"tabpanel",id:`${s}-view-${a}`,"aria-labelledby":`${s}-tab-${a}`,"data-h\
ere":t.tab.value===a,children:r(l,{})},a))}),r(go,{}),r(vo,{}),r(Xo,{}),r("p",{class:"live","aria-live":"polite",children:r("span",{children:n},o)})]})}function Ka({model:e,el:t}){let n=document.createElement("div");n.className="imagegen-panel",n.dataset.lmSuppressShortcuts="true",t.append(n);let o=Zr(e,n),{composer:s,
layout:i}=o;hr(n),vr(n,{takes:c=>!!s.form.current?.contains(c),hover:s.hover,take:s.take});let a=wr(n,i.measure),l=ge(()=>{n.style.setProperty("--ig-height",`${i.
height.value}px`),i.history.value?n.style.setProperty("--ig-history",`${i.history.value}px`):n.style.removeProperty("--ig-history")}),u=ge(()=>pn(n,i.whole.value));
return en(r(Yr,{value:o,children:r(Zo,{})}),n),()=>{a(),l(),u(),pn(n,!1),o.close(),en(null,n),n.remove()}}var Qm={render:Ka};export{Qm as default};
